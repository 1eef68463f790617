extension DateWords {
  /// The words for noon and midnight, in the format of `relative`.
  ///
  /// Words that also mean the hours around noon, such as Chinese 中午, are among the `pm` words.
  /// Sources: Unicode CLDR (day periods) and usage of news sites.
  static let twelve: StaticString = """
    noon: noon midday mediodía medio_día meio_dia mittags mezzogiorno mezzodì полдень полудня опівдні пладне południe południa amiază amiaza prânz prânzului μεσημέρι poledne poledni poludnie opoldne podne подне пладне délben vidurdienis vidurdienį pusdienlaiks pusdienlaikā keskpäev keskpäeval keskipäivä keskipäivällä hádegi hádegis mesditë mesditës migdia eguerdi eguerdia შუადღე შუადღის կեսօր կեսօրին günorta öğle öğlen öğleyin түс түсте peşin نیمروز ظهر צהריים בצהריים הצהריים tengah_hari trưa buổi_trưa เที่ยง เที่ยงวัน เที่ยงตรง 正午 정오 tanghaling_tapat adhuhuri ቀትር እኩለ_ቀን дундын_цаг үд
    fr/noon: midi
    sv/noon: middagstid
    nl/noon: middaguur
    midnight: midnight medianoche media_noche meia_noite minuit mitternacht mitternachts mezzanotte полночь полуночи полночи опівночі північ полунощ północ północy o_północy middernacht midnatt midnat keskiyö keskiyöllä gece_yarısı geceyarısı منتصف_الليل نیمه_شب نیمهشب نصف_شب חצות בחצות आधी_रात मध्यरात्रि মধ্যরাত মধ্যরাতে tengah_malam nửa_đêm เที่ยงคืน μεσάνυχτα miezul_nopții miezul_nopţii půlnoc půlnoci o_půlnoci polnoc polnoci opolnoči polnoč ponoć ponoći u_ponoć поноћ поноћи полноќ éjfél éjfélkor vidurnaktis vidurnaktį pusnakts pusnaktī kesköö keskööl miðnætti miðnættis mesnatë mesnatës mitjanit medianoite gauerdi gauerdia შუაღამე შუაღამის կեսգիշեր կեսգիշերին gecə_yarısı түн_ортасы шөнө_дунд yarim_tun 真夜中 午夜 자정 hatinggabi usiku_wa_manane እኩለ_ሌሊት
    be/midnight: поўнач апоўначы
    be/noon: поўдзень апоўдні
    """
}
