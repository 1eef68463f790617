extension DateWords {
  /// Names of months that CLDR lacks, in the format of `months`: older and regional forms,
  /// grammatical cases, and abbreviations of newspapers.
  static let additionalMonths: StaticString = """
    en: janu febr - - - - - - sept - - -
    es: - - mzo - - - - agto set,setiembre,sbre octbre novbre dicbre
    de: jänner,jän feber maerz,mär,mrz - - - - - - - - -
    fr: - fév,fevr - - - - juill aoû,aout - - - -
    ca: de_gener - - d_abril - - - d_agost - d_octubre - -
    ru: - фев мрт - - июн июл - сен - ноя -
    uk: січ лют берез,бер квіт,кві трав,тра черв,чер лип серп,сер верес,вер жовт,жов листоп груд,гру
    bg: яну фев мар апр май юни юли авг сеп,септ окт ноем,ное дек
    be: студз лют сак крас,кр мая,май чэрв ліп жн верас кастр ліст снеж
    ky: январы феврали,февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры
    ~pl: i ii iii iv v vi vii viii ix x xi xii
    ~hu: i ii iii iv v vi vii viii ix x xi xii
    ~lv: i ii iii iv v vi vii viii ix x xi xii
    ba: ғинуар - - - - - - - - - - -
    tg: январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри
    id: - pebruari,peb - - - - - agt,agst,agust,agus - - nopember,nop -
    tl: - pebrero marso - - hunyo hulyo - setyembre oktubre nobyembre disyembre
    ar: جانفى فيفرى - نيسان,إبريل أيار,ماي حزيران,يونية تمّوز,يولية,جويليه أوت,اب ايلول تشرين_أول,اكتوبر تشرين_ثاني,نوفمبر كانون_أول,دجمبر
    ar: كانون_ثاني,كانون_ثان,ينایر شباط آذار,اذار - ايّار - - آغسطس سبتمر - تشرين_ثان ديسمبرر
    fa: ژانویه,جنوری,ژانويه فوریه,فبروری,فوريه مارچ اپریل,آوريل مه,می,مي جون,ژوين ژوئیه,جولای,جولاي,ژوييه آگوست,اگست,اوگوست سپتمبر اکتوبر,اكتبر نومبر دسمبر
    he: בינו,בינואר,ינו בפברואר,פבר,בפבר,פברואר במרץ,במרס,מרס באפריל,אפר,באפר במאי ביוני ביולי באוגוסט,אוג,באוג בספטמבר,ספט,בספט באוקטובר,אוק,באוק בנובמבר,נוב,בנוב בדצמבר,דצמ,בדצמ
    eu: urtarrilaren,urtarrilak,urtarrila otsailaren,otsailak,otsaila martxoaren,martxoak,martxoa apirilaren,apirilak,apirila maiatzaren,maiatzak,maiatza ekainaren,ekainak,ekaina uztailaren,uztailak,uztaila abuztuaren,abuztuak,abuztua irailaren,irailak,iraila urriaren,urriak,urria azaroaren,azaroak,azaroa abenduaren,abenduak,abendua
    lv: janvārī,janvāra februārī,februāra martā,marta aprīlī,aprīļa maijā,maija jūnijā,jūnija jūlijā,jūlija augustā,augusta septembrī,septembra oktobrī,oktobra novembrī,novembra decembrī,decembra
    lt: sausį vasarį kovą balandį gegužę birželį liepą rugpjūtį rugsėjį spalį lapkritį gruodį
    hu: januári februári márciusi áprilisi májusi júniusi júliusi augusztusi szeptemberi októberi novemberi decemberi
    pl: stycznia lutego marca kwietnia,kwiec maja czerwca,czerw lipca sierpnia,sierp września,wrzes października,pazdz listopada grudnia,grudz
    cs: led úno,únor bře,březen dub kvě,květen,kvet čer,červen červenec,čec srp,srpen zář říj,říjen list,listopad pros,prosinec
    tr: ocak şub mart nis mayıs haz tem,tmz ağu,ağs eyl eki kas ara
    ku: rêbendanê,çile,çileya,kanûna_paşîn sibatê,reşemî,reşemiyê adarê,avdar,avdarê,adara nîsanê,nîsana,avrêl gulanê,gulana hezîranê,hezîrana,pûşper tîrmehê,temmûz tebaxê,gelawêj,tebaxa îlonê,rezber,îlona cotmehê,kewçêr,çiriya_pêşîn mijdarê,sermawez,çiriya_paşîn berfanbarê,kanûn,kanûna_pêşîn
    ckb: کانوونی_دووەمی,کانونی_دووەم,جەنیوەری شوباتی,فێبرواری ئازاری,مارس,ئادار نیسانی,نیسان,ئەپریل ئایاری,مای حوزەیرانی,حزەیران,جون تەمووزی,تەموز ئابی,ئاب ئەیلوولی,ئەیلول تشرینی_یەکەمی,ئۆکتۆبەر تشرینی_دووەمی,نۆڤەمبەر کانوونی_یەکەمی,کانونی_یەکەمی,کانوونی_یەکەم,دیسەمبەر
    hi: - फरवरी,फर - अप्रेल - - जुल अग सितम्बर,सित अक्टूबर,अक्टू नवम्बर,नव दिसम्बर,दिस
    mr: जाने फेब्रु,फेब मार्च एप्रिल,एप्रि मे जून जुलै,जुल ऑगस्ट,ऑग सप्टेंबर,सप्टें ऑक्टोबर,ऑक्टो नोव्हेंबर,नोव्हें डिसेंबर,डिसें
    ne: जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई,जुलाइ अगष्ट,अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
    bn: জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই অগাস্ট,আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
    si: ජන පෙබ මාර්තු,මාර් අප්‍රේල්,අප්රේල් මැයි ජුනි,ජූනි ජුලි,ජූලි අගෝ සැප් ඔක් නොවැ දෙසැ
    dv: ޖަނަވަރީ ފެބުރުވަރީ,ފެބްރުއަރީ މާރޗް,މާރިޗު އޭޕްރިލް,އެޕްރީލް މޭ,މެއި ޖޫން ޖުލައި,ޖުލައިގެ އޮގަސްޓް,އޯގަސްޓު ސެޕްޓެމްބަރު,ސެޕްޓެންބަރު އޮކްޓޯބަރު,އޮކްޓޫބަރު ނޮވެމްބަރު,ނޮވެންބަރު ޑިސެމްބަރު,ޑިސެންބަރު
    vi: tháng_một,tháng_giêng tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám tháng_chín tháng_mười tháng_mười_một tháng_mười_hai,tháng_chạp
    vi: thg_1 thg_2 thg_3 thg_4 thg_5 thg_6 thg_7 thg_8 thg_9 thg_10 thg_11 thg_12
    ga: d_eanáir feabh mhárta d_aibreán bhealtaine mheitheamh d_iúil lún,mí_lúnasa m_fómh d_fómh shamhain,mí_na_samhna nollag,mí_na_nollag
    mt: ta_jannar frar ta_marzu ta_april ta_mejju ta_ġunju ta_lulju ta_awwissu ta_settembru ta_ottubru ta_novembru ta_diċembru
    ug: يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر
    ka: იანვარს,იანვრის თებერვალს,თებერვლის მარტს,მარტის აპრილს,აპრილის მაისს,მაისის ივნისს,ივნისის ივლისს,ივლისის აგვისტოს სექტემბერს,სექტემბრის ოქტომბერს,ოქტომბრის ნოემბერს,ნოემბრის დეკემბერს,დეკემბრის
    hy: հնվ,հունվար փետ,փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտ,սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր
    om: amajjii guraandhala bitootessa elba caamsa waxabajjii adooleessa hagayya fuulbana onkololeessa sadaasa muddee
    ~so: janaayo,jannaayo febraayo,febaraayo maarso,maarij abriil maajo,mey juunyo luulyo,julaay ogost,agoosto sebteembar oktoobar nofembar disembar
    la: ianuarii,januarii februarii martii aprilis maii iunii,junii iulii,julii augusti septembris octobris novembris decembris
    eo: - - marta - maja junia julia aŭgusta - - - -
    """

  /// Names of weekdays that CLDR lacks, in the format of `weekdays`.
  static let additionalWeekdays: StaticString = """
    en: - - tues weds thur,thurs - -
    es: domingo - - mie,miercoles - - sab
    pt: - segunda terça quarta quinta sexta sab
    de: - - die - don frei sonnabend
    zh: 星期天,周天,礼拜日,禮拜日,週日,星期日 礼拜一,禮拜一,週一 礼拜二,禮拜二,週二 礼拜三,禮拜三,週三 礼拜四,禮拜四,週四 礼拜五,禮拜五,週五 礼拜六,禮拜六,週六
    ko: 日 月 火 水 木 金 土
    ar: الاحد,احد الإثنين,إثنين,اثنین الثلثاء الاربعاء خميس جمعة سبت
    fa: یک_شنبه دو_شنبه سه_شنبه,سهشنبه چهار_شنبه پنج_شنبه آدینه -
    hi: इतवार - - - बृहस्पतिवार,वीरवार,गुरूवार शुक्र शनिवार
    ne: आइतबार,आइत,आईतबार सोमबार मंगलबार,मङ्गलबार बुधबार बिहीबार,बिहिबार शुक्रबार शनिबार
    th: อาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี,พฤหัส ศุกร์ เสาร์
    id: - - - - - jumaat,jum_at -
    vi: cn t2 t3 t4 t5 t6 t7
    he: ראשון,א שני,ב שלישי,ג רביעי,ד חמישי,ה שישי,ו -
    ru: вскр пнд втр срд чтв птн сбт
    uk: - пн вт ср чт пт сб
    sr: - - - среда - - субота
    uz: yakshanba dushanba seshanba chorshanba payshanba juma shanba
    am: እሑድ,እሁድ ሰኞ ማክሰኞ ረቡዕ,ዕሮብ ሐሙስ ዓርብ,አርብ ቅዳሜ
    km: ថ្ងៃ_អាទិត្យ,ថ្ងៃអាទិត្យ ថ្ងៃចន្ទ ថ្ងៃអង្គារ ថ្ងៃពុធ ថ្ងៃព្រហស្បតិ៍ ថ្ងៃសុក្រ ថ្ងៃសៅរ៍
    ku: yekşem duşem sêşem çarşem pêncşem în şemî
    """
}
