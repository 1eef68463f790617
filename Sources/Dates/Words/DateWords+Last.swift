extension DateWords {
  /// The words that make a weekday or a week the latest one in the past, in the format of
  /// `relative`. Words that also mean "ago" are in that table.
  static let last: StaticString = """
    last: last past this_past previous letzten letzter letztem letzte letztes vergangenen vergangener vergangene vergangenem vorigen voriger vorige dernier dernière passé passée pasado pasada último última passado passada scorso scorsa passato passata ultimo ultima afgelopen vorig verleden jongstleden jl laatste förra senaste sidste seneste sist siste forrige viime viimeinen прошлый прошлую прошлое прошлой прошлого прошлая минувшая минувший минувшую минувшее минувшей минулий минулу минулої минулого минуле мінулы мінулую мінулай мінулага миналия миналата минала минали изминалия изминалата zeszły zeszłą zeszłego zeszłej ubiegły ubiegłą ubiegłego ubiegłej miniony minioną minionej minionego poprzedni minulý minulou minulého minulé minulú minulej uplynulý uplynulou prošli prošlu prošlog prošle prošla прошли прошлу прошлог прошле прошла минатиот минатата prejšnji prejšnjo prejšnja pretekli preteklo múlt elmúlt trecut trecută trecute geçen geçtiğimiz ötən keçən keçmiş περασμένη περασμένο περασμένος προηγούμενη προηγούμενο περασμένης
    last: الماضي الماضية الماضى المنصرم المنصرمة الفائت الفائتة گذشته گذشتهٔ שעבר שעברה האחרון האחרונה पिछले पिछला बीते बीता गत বিগত গেল গেলো گزشتہ پچھلے lepas vừa_qua vừa_rồi tuần_qua 지난 저번 eelmise eelmisel eelmine möödunud pagājušo pagājušais pagājušajā pagājušā iepriekšējā praėjusį praėjusio praėjusią praeitą síðasta síðastliðinn síðustu kaluar kaluarin e_kaluar passat joan_den azken გასული გასულ წინა անցած өткен өткөн o_tgan өнгөрсөн கடந்த గత ગત ગયા ਪਿਛਲੇ ಕಳೆದ ਪਿਛਲਾ കഴിഞ്ഞ පසුගිය iliyopita nakaraang noong_nakaraang ባለፈው ያለፈው vergange verlede la_pasinta
    bn/last: গত
    vi/last: rồi
    mr/last: गेल्या मागील
    ne/last: गत विगत
    ms/last: lepas
    nl/last: vorige vorig
    lastWeek: 上周 上週 上星期 上个星期 上個星期 上礼拜 上個禮拜 上禮拜 先週 先週の 지난주 저번주 last_week letzte_woche vergangene_woche vorige_woche la_semaine_dernière la_semana_pasada na_semana_passada la_settimana_scorsa vorige_week afgelopen_week förra_veckan sidste_uge forrige_uke viime_viikolla прошлой_неделе минулого_тижня мінулым_тыдні zeszłym_tygodniu ubiegłym_tygodniu minulý_týden minulý_týždeň prošli_tjedan prošle_sedmice прошле_недеље prejšnji_teden múlt_héten săptămâna_trecută geçen_hafta ötən_həftə την_περασμένη_εβδομάδα περασμένη_εβδομάδα الأسبوع_الماضي هفته_گذشته שבוע_שעבר पिछले_सप्ताह पिछले_हफ्ते গত_সপ্তাহে
    """

  /// Weekdays with the word "last" in one word or phrase, in the format of `weekdays`.
  static let lastWeekdays: StaticString = """
    sv: i_söndags,söndags i_måndags,måndags i_tisdags,tisdags i_onsdags,onsdags i_torsdags,torsdags
      i_fredags,fredags i_lördags,lördags
    da: i_søndags - - - - - i_lørdags
    """

  /// Weekdays with the words "of last week" in one word, in the format of `weekdays`.
  static let weekdaysOfLastWeek: StaticString = """
    zh: 上周日,上周天,上星期日,上星期天,上个星期天,上礼拜日,上礼拜天,上週日,上禮拜天
      上周一,上星期一,上个星期一,上個星期一,上礼拜一,上週一,上禮拜一
      上周二,上星期二,上个星期二,上個星期二,上礼拜二,上週二,上禮拜二
      上周三,上星期三,上个星期三,上個星期三,上礼拜三,上週三,上禮拜三
      上周四,上星期四,上个星期四,上個星期四,上礼拜四,上週四,上禮拜四
      上周五,上星期五,上个星期五,上個星期五,上礼拜五,上週五,上禮拜五
      上周六,上星期六,上个星期六,上個星期六,上礼拜六,上週六,上禮拜六
    """

  /// Cases and definite forms of weekdays that CLDR lacks, in the format of `weekdays`.
  static let inflectedWeekdays: StaticString = """
    ja: 日曜 月曜 火曜 水曜 木曜 金曜 土曜
    ru: воскресенья понедельника вторника среду,среды четверга пятницу,пятницы субботу,субботы
    uk: неділю,неділі понеділка вівторка середу,середи четверга пʼятницю,пʼятниці,п_ятниця,п_ятницю,п_ятниці
      суботу,суботи
    be: нядзелю,нядзелі панядзелка аўторка сераду,серады чацвярга пятніцу,пятніцы суботу,суботы
    pl: niedzielę,niedzieli poniedziałku wtorku środę,środy czwartku piątku sobotę,soboty
    cs: neděli - úterního středu,středy čtvrtka pátku sobotu,soboty
    sk: nedeľu,nedele pondelka utorka stredu,stredy štvrtka piatka sobotu,soboty
    sl: nedeljo - - sredo četrtka petka soboto
    hr: nedjelju,nedjelje ponedjeljka utorka srijedu,srijede četvrtka petka subotu,subote
    sr: недељу,недеље понедељка уторка среду четвртка петка суботу
    sr_Latn: nedelju - - sredu - - subotu
    mk: неделата понеделникот вторникот средата четвртокот петокот саботата
    bg: неделята - - срядата четвъртъка петъка съботата
    hu: - hétfőn kedden szerdán csütörtökön pénteken szombaton
    ro: duminica lunea marțea miercurea joia vinerea sâmbăta
    sv: söndagen måndagen tisdagen onsdagen torsdagen fredagen lördagen
    da: søndagen,søndags mandagen,mandags tirsdagen,tirsdags - - - lørdagen,lørdags
    lt: sekmadienį,sekmadienio pirmadienį,pirmadienio antradienį,antradienio trečiadienį,trečiadienio
      ketvirtadienį,ketvirtadienio penktadienį,penktadienio šeštadienį,šeštadienio
    lv: svētdien,svētdienu pirmdien,pirmdienu otrdien,otrdienu trešdien,trešdienu
      ceturtdien,ceturtdienu piektdien,piektdienu sestdien,sestdienu
    et: pühapäeval esmaspäeval teisipäeval kolmapäeval neljapäeval reedel laupäeval
    is: sunnudag,sunnudaginn mánudag,mánudaginn þriðjudag,þriðjudaginn miðvikudag,miðvikudaginn
      fimmtudag,fimmtudaginn föstudag,föstudaginn laugardag,laugardaginn
    eu: igandean astelehenean asteartean asteazkenean ostegunean ostiralean larunbatean
    ka: კვირას ორშაბათს სამშაბათს ოთხშაბათს ხუთშაბათს პარასკევს შაბათს
    sq: të_dielën të_hënën të_martën të_mërkurën të_enjten të_premten të_shtunën
    he: ביום_ראשון ביום_שני ביום_שלישי ביום_רביעי ביום_חמישי ביום_שישי בשבת
    ar: يوم_الأحد يوم_الاثنين يوم_الثلاثاء يوم_الأربعاء يوم_الخميس يوم_الجمعة يوم_السبت
    """
}
