extension DateWords {
  /// The names of the months in the format of `DateWords`: twelve groups of forms per language.
  ///
  /// Source: Unicode CLDR (format and stand-alone, wide and abbreviated names).
  static let months: StaticString = """
    en: january,jan february,feb march,mar april,apr may june,jun july,jul august,aug
      september,sep october,oct november,nov december,dec
    es: enero,ene febrero marzo abril,abr mayo junio julio agosto,ago septiembre,sept octubre
      noviembre diciembre,dic
    pt: janeiro fevereiro,fev março - maio,mai junho julho - setembro,set outubro,out novembro
      dezembro,dez
    fr: janvier,janv février,févr mars avril,avr - juin juillet,juil août septembre octobre
      novembre décembre
    de: januar februar märz - - juni juli - - oktober,okt - dezember
    it: gennaio,gen febbraio - aprile maggio,mag giugno,giu luglio,lug - settembre ottobre,ott -
      dicembre
    ru: января,январь,янв февраля,февраль,февр марта,март апреля,апрель,апр мая,май июня,июнь
      июля,июль августа,август,авг сентября,сентябрь,сент октября,октябрь,окт ноября,ноябрь,нояб
      декабря,декабрь,дек
    zh: 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
    ar: يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    fa: ژانویهٔ فوریهٔ - آوریل مهٔ ژوئن ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر
    hi: जनवरी,जन फ़रवरी,फ़र मार्च अप्रैल मई जून जुलाई,जुल अगस्त,अग सितंबर,सित अक्तूबर,अक्तू
      नवंबर,नव दिसंबर,दिस
    bn: জানুয়ারী,জানু ফেব্রুয়ারী,ফেব মার্চ এপ্রিল,এপ্রি মে জুন জুলাই,জুল আগস্ট,আগ সেপ্টেম্বর,সেপ
      অক্টোবর,অক্টো নভেম্বর,নভে ডিসেম্বর,ডিসে
    id: januari februari maret - mei - - agustus,agu - - - desember,des
    ms: - - mac - - - julai ogos,ogo - - - disember,dis
    tr: ocak,oca şubat,şub mart nisan,nis mayıs haziran,haz temmuz,tem ağustos eylül,eyl ekim,eki
      kasım,kas aralık,ara
    th: มกราคม,มค กุมภาพันธ์,กพ มีนาคม,มีค เมษายน,เมย พฤษภาคม,พค มิถุนายน,มิย กรกฎาคม,กค
      สิงหาคม,สค กันยายน,กย ตุลาคม,ตค พฤศจิกายน,พย ธันวาคม,ธค
    pl: stycznia,styczeń,sty lutego,luty,lut marca,marzec kwietnia,kwiecień,kwi maja,maj
      czerwca,czerwiec,cze lipca,lipiec,lip sierpnia,sierpień,sie września,wrzesień,wrz
      października,październik,paź listopada,listopad,lis grudnia,grudzień,gru
    uk: січня,січень,січ лютого,лютий,лют березня,березень,бер квітня,квітень,квіт
      травня,травень,трав червня,червень,черв липня,липень,лип серпня,серпень,серп
      вересня,вересень,вер жовтня,жовтень,жовт листопада,листопад,лист грудня,грудень,груд
    nl: - - maart,mrt - - - - augustus - - - -
    ro: ianuarie,ian februarie martie aprilie - iunie,iun iulie,iul - septembrie octombrie
      noiembrie decembrie
    el: ιανουαρίου,ιανουάριος,ιαν φεβρουαρίου,φεβρουάριος,φεβ μαρτίου,μάρτιος,μαρ
      απριλίου,απρίλιος,απρ μαΐου,μάιος,μαΐ ιουνίου,ιούνιος,ιουν ιουλίου,ιούλιος,ιουλ
      αυγούστου,αύγουστος,αυγ σεπτεμβρίου,σεπτέμβριος,σεπ οκτωβρίου,οκτώβριος,οκτ
      νοεμβρίου,νοέμβριος,νοε δεκεμβρίου,δεκέμβριος,δεκ
    cs: ledna,leden,led února,únor,úno března,březen,bře dubna,duben,dub května,květen,kvě
      června,červen,čvn července,červenec,čvc srpna,srpen,srp září,zář října,říjen,říj listopadu
      prosince,prosinec,pro
    hu: - febr március,márc április május június július augusztus szeptember,szept - - -
    sv: - - - - - - - augusti - - - -
    da: - - marts - - - - - - - - -
    fi: tammikuuta,tammikuu,tammi helmikuuta,helmikuu,helmi maaliskuuta,maaliskuu,maalis
      huhtikuuta,huhtikuu,huhti toukokuuta,toukokuu,touko kesäkuuta,kesäkuu,kesä
      heinäkuuta,heinäkuu,heinä elokuuta,elokuu,elo syyskuuta,syyskuu,syys lokakuuta,lokakuu,loka
      marraskuuta,marraskuu,marras joulukuuta,joulukuu,joulu
    he: ינואר,ינו פברואר,פבר מרץ אפריל,אפר מאי יוני יולי אוגוסט,אוג ספטמבר,ספט אוקטובר,אוק
      נובמבר,נוב דצמבר,דצמ
    sr: јануар,јан фебруар,феб мар април мај јун јул - септембар,сеп октобар новембар,нов
      децембар,дец
    sr_Latn: - - - - - - - avgust,avg septembar oktobar novembar decembar
    hr: siječnja,siječanj,sij veljače,veljača,velj ožujka,ožujak,ožu travnja,travanj,tra
      svibnja,svibanj,svi lipnja,lipanj,lip srpnja,srpanj,srp kolovoza,kolovoz,kol rujna,rujan,ruj
      listopada,listopad,lis studenoga,studeni,stu prosinca,prosinac
    sk: januára februára marec apríla - júna júla augusta septembra októbra novembra decembra
    sl: - - - - - junij julij - - - - -
    bg: януари,яну февруари,фев - - - юни юли - септември октомври ноември,ное декември
    mk: јануари - - - - јуни јули - - - - -
    be: студзеня,студзень,сту лютага,люты сакавіка,сакавік,сак красавіка,красавік,кра -
      чэрвеня,чэрвень,чэр ліпеня,ліпень,ліп жніўня,жнівень,жні верасня,верасень
      кастрычніка,кастрычнік,кас лістапада,лістапад,ліс снежня,снежань,сне
    lt: sausio,sausis,saus vasario,vasaris,vas kovo,kovas,kov balandžio,balandis,bal
      gegužės,gegužė,geg birželio,birželis,birž liepos,liepa,liep rugpjūčio,rugpjūtis,rugp
      rugsėjo,rugsėjis,rugs spalio,spalis,spal lapkričio,lapkritis,lapkr gruodžio,gruodis,gruod
    lv: janvāris februāris - - maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
    et: jaanuar,jaan veebruar,veebr - aprill - juuni juuli - - oktoober - detsember,dets
    is: - - - - - - - ágúst - - - -
    sq: janar shkurt,shk - prill,pri - qershor,qer korrik,korr gusht,gush shtator,sht tetor,tet
      nëntor,nën dhjetor,dhj
    mt: jannar frar,fra marzu - mejju,mej ġunju,ġun lulju,lul awwissu,aww settembru ottubru
      novembru diċembru
    ga: eanáir,ean feabhra,feabh márta aibreán,aib bealtaine,beal meitheamh,meith iúil lúnasa,lún
      meán_fómhair,mfómh deireadh_fómhair,dfómh samhain,samh nollaig,noll
    cy: ionawr,ion chwefror,chwef,chw mawrth,maw ebrill,ebr - mehefin,meh gorffennaf,gorff,gor
      awst medi hydref,hyd tachwedd,tach rhagfyr,rhag
    ca: gener febrer - - maig juny juliol agost,ag setembre - - desembre
    gl: xaneiro,xan febreiro - - - xuño xullo,xul - - - - decembro
    eu: urtarrila,urt otsaila,ots martxoa apirila,api maiatza ekaina,eka uztaila,uzt abuztua,abu
      iraila,ira urria,urr azaroa,aza abendua,abe
    ka: იანვარი,იან თებერვალი,თებ მარტი,მარ აპრილი,აპრ მაისი,მაი ივნისი,ივნ ივლისი,ივლ აგვისტო,აგვ
      სექტემბერი,სექ ოქტომბერი,ოქტ ნოემბერი,ნოე დეკემბერი,დეკ
    hy: հունվարի,հունվար,հնվ փետրվարի,փետրվար,փտվ մարտի,մարտ,մրտ ապրիլի,ապրիլ,ապր մայիսի,մայիս,մյս
      հունիսի,հունիս,հնս հուլիսի,հուլիս,հլս օգոստոսի,օգոստոս,օգս սեպտեմբերի,սեպտեմբեր,սեպ
      հոկտեմբերի,հոկտեմբեր,հոկ նոյեմբերի,նոյեմբեր,նոյ դեկտեմբերի,դեկտեմբեր,դեկ
    az: yanvar,yan fevral - aprel - iyun,iyn iyul,iyl avqust,avq sentyabr,sen oktyabr noyabr,noy
      dekabr,dek
    az_Cyrl: јанвар феврал - апрел - ијун,ијн ијул,ијл - сентјабр,сен октјабр нојабр,ној декабр
    kk: қаңтар,қаң ақпан,ақп наурыз,нау сәуір,сәу мамыр,мам маусым,мау шілде,шіл тамыз,там
      қыркүйек,қыр қазан,қаз қараша,қар желтоқсан,жел
    ky: - - - - - июн июл - - - ноя -
    uz: - - - - - - - - sentabr oktabr - -
    uz_Cyrl: январ - - - - - - - сентябр октябр ноябр -
    tk: ýanwar fewral,few - - - - - awgust,awg - - - -
    mn: нэгдүгээр_сар хоёрдугаар_сар гуравдугаар_сар дөрөвдүгээр_сар тавдугаар_сар
      зургаадугаар_сар долоодугаар_сар наймдугаар_сар есдүгээр_сар аравдугаар_сар
      арван_нэгдүгээр_сар арван_хоёрдугаар_сар
    ur: جنوری,جنو فروری,فرو مارچ,مار اپریل,اپر مئی جون جولائی,جول اگست,اگس ستمبر,ستم اکتوبر,اکت
      نومبر,نوم دسمبر,دسم
    ps: جنوري فبروري,فېبروري - - مۍ - جولای اګست سېپتمبر,سپتمبر - - -
    ckb: کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەمووز ئاب ئەیلوول تشرینی_یەکەم
      تشرینی_دووەم کانونی_یەکەم
    ku: rêbendan,rbn sibat,sbt adar,adr nsn gulan,gln hezîran,hzr tîrmeh,trm tebax,tbx îlon,îln
      cotmeh,cot mijdar,mjd berfanbar,brf
    ug: يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر
    ta: ஜனவரி,ஜன பிப்ரவரி,பிப் மார்ச்,மார் ஏப்ரல்,ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்,ஆக செப்டம்பர்,செப்
      அக்டோபர்,அக் நவம்பர்,நவ டிசம்பர்,டிச
    te: జనవరి,జన ఫిబ్రవరి,ఫిబ్ర మార్చి ఏప్రిల్,ఏప్రి మే జూన్ జులై ఆగస్టు,ఆగ సెప్టెంబర్,సెప్టెం
      అక్టోబర్,అక్టో నవంబర్,నవం డిసెంబర్,డిసెం
    mr: जानेवारी,जाने फेब्रुवारी,फेब्रु - एप्रिल,एप्रि मे - जुलै ऑगस्ट,ऑग सप्टेंबर,सप्टें
      ऑक्टोबर,ऑक्टो नोव्हेंबर,नोव्हें डिसेंबर,डिसें
    ne: - फेब्रुअरी - अप्रिल - जुन - अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
    gu: જાન્યુઆરી,જાન૰ ફેબ્રુઆરી,ફેબ૰ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ,ઑગ૰ સપ્ટેમ્બર,સપ્ટ૰
      ઑક્ટોબર,ઑક્ટ૰ નવેમ્બર,નવ૰ ડિસેમ્બર,ડિસ૰
    pa: ਜਨਵਰੀ,ਜਨ ਫ਼ਰਵਰੀ,ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈਲ,ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾਈ,ਜੁਲਾ ਅਗਸਤ,ਅਗ ਸਤੰਬਰ,ਸਤੰ ਅਕਤੂਬਰ,ਅਕਤੂ
      ਨਵੰਬਰ,ਨਵੰ ਦਸੰਬਰ,ਦਸੰ
    kn: ಜನವರಿ,ಜನ ಫೆಬ್ರವರಿ,ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್,ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್,ಆಗ ಸೆಪ್ಟೆಂಬರ್,ಸೆಪ್ಟೆಂ
      ಅಕ್ಟೋಬರ್,ಅಕ್ಟೋ ನವೆಂಬರ್,ನವೆಂ ಡಿಸೆಂಬರ್,ಡಿಸೆಂ
    ml: ജനുവരി,ജനു ഫെബ്രുവരി,ഫെബ്രു മാർച്ച്,മാർ ഏപ്രിൽ,ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്,ഓഗ
      സെപ്റ്റംബർ,സെപ്റ്റം ഒക്_ടോബർ,ഒക്ടോ നവംബർ,നവം ഡിസംബർ,ഡിസം
    si: ජනවාරි,ජන පෙබරවාරි,පෙබ මාර්තු,මාර් අප්‍රේල් මැයි ජූනි ජූලි අගෝස්තු,අගෝ සැප්තැම්බර්,සැප්
      ඔක්තෝබර්,ඔක් නොවැම්බර්,නොවැ දෙසැම්බර්,දෙසැ
    or: ଜାନୁଆରୀ ଫେବୃଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ ମଇ ଜୁନ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର
    as: জানুৱাৰী ফেব্ৰুৱাৰী,ফেব্ৰু মাৰ্চ এপ্ৰিল - - - আগষ্ট ছেপ্তেম্বৰ,ছেপ্তে অক্টোবৰ নৱেম্বৰ,নৱে
      ডিচেম্বৰ,ডিচে
    sd: - فيبروري - اپريل مئي - جولاءِ آگسٽ سيپٽمبر آڪٽوبر - ڊسمبر
    km: មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
    lo: ມັງກອນ,ມກ ກຸມພາ,ກພ ມີນາ,ມນ ເມສາ,ມສ ພຶດສະພາ,ພພ ມິຖຸນາ,ມິຖ ກໍລະກົດ,ກລ ສິງຫາ,ສຫ ກັນຍາ,ກຍ
      ຕຸລາ,ຕລ ພະຈິກ,ພຈ ທັນວາ,ທວ
    my: ဇန်နဝါရီ,ဇန် ဖေဖော်ဝါရီ,ဖေ မတ် ဧပြီ,ဧ မေ ဇွန် ဇူလိုင်,ဇူ ဩဂုတ်,ဩ စက်တင်ဘာ,စက်
      အောက်တိုဘာ,အောက် နိုဝင်ဘာ,နို ဒီဇင်ဘာ,ဒီ
    fil: - pebrero,peb marso - - hunyo,hun hulyo,hul - setyembre oktubre nobyembre,nob disyembre
    am: ጃንዋሪ,ጃን ፌብሩዋሪ,ፌብ ማርች ኤፕሪል,ኤፕሪ ሜይ ጁን ጁላይ ኦገስት,ኦገስ ሴፕቴምበር,ሴፕቴ ኦክቶበር,ኦክቶ ኖቬምበር,ኖቬም ዲሴምበር,ዲሴም
    sw: - - machi aprili - - - agosti septemba oktoba novemba desemba
    af: januarie - - - - junie julie - - - - -
    lb: - - mäerz,mäe abrëll mee - - - - - - -
    ar_SY: كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني
      كانون_الأول
    ar_DZ: جانفي فيفري - أفريل - جوان جويلية - - - - -
    ar_MA: - - - - - - يوليوز غشت شتنبر - نونبر دجنبر
    ~tt: гыйнвар,гыйн - - - - - - - - - - -
    ~yi: יאַנואַר,יאַנ פֿעברואַר,פֿעב מערץ - מיי - - אויגוסט,אויג סעפּטעמבער,סעפּ אקטאבער,אקט
      נאוועמבער,נאוו דעצעמבער,דעצ
    ~kok: - - - एप्रील,एप्री - - जुलय - - - नो डिसे
    ~mai: - - - - - - - - - अक्टूबर - -
    ~sa: जनवरीमासः,जनवरी: फरवरीमासः,फरवरी: मार्चमासः,मार्च: अप्रैलमासः,अप्रैल: मईमासः जूनमासः,जून:
      जुलाईमासः,जुलाई: अगस्तमासः,अगस्त: सितंबरमासः,सितंबर: अक्तूबरमासः,अक्तूबर: नवंबरमासः,नवंबर:
      दिसंबरमासः,दिसंबर:
    ~jv: - - - - - - - agt - - - -
    ~su: - pébruari - - - - - ags - - nopémber,nop -
    ~ceb: - - - - - - - - septyembre - - -
    ~ti: ጥሪ ለካቲት,ለካ መጋቢት,መጋ ሚያዝያ,ሚያ ጉንበት,ግን ሰነ ሓምለ,ሓም ነሓሰ,ነሓ መስከረም,መስ ጥቅምቲ,ጥቅ ሕዳር,ሕዳ ታሕሳስ,ታሕ
    ~om: amajjii,ama guraandhala,gur bitootessa eebila,elb caamsaa,cam waxabajjii,wax
      adoolessa,ado hagayya,hag fulbaana,ful onkoloolessa,onk sadaasa mudde,mud
    ~so: janaayo,jannaayo febraayo maarso abriil maayo juun luulyo ogosto,ogs
      sebtembar,sebteembar,seb oktoobar noofeembar,nof diseembar
    ~ha: janairu faburairu,fab maris afirilu,afi mayu yuni,yun yuli,yul agusta satumba,sat -
      nuwamba,nuw disamba
    ~yo: oṣù_ṣẹ́rẹ́ oṣù_èrèlè oṣù_ẹrẹ̀nà oṣù_ìgbé oṣù_ẹ̀bibi oṣù_òkúdu oṣù_agẹmọ oṣù_ògún
      oṣù_owewe oṣù_ọ̀wàrà oṣù_bélú oṣù_ọ̀pẹ̀
    ~ig: jenụwarị,jen febrụwarị maachị,maa epreel,epr - juu - ọgọọst - - - disemba
    ~zu: januwari februwari mashi,mas ephreli,eph meyi,mey - julayi agasti,aga septhemba okthoba -
      disemba
    ~xh: janyuwari februwari matshi,mat epreli,epr meyi,mey - julayi agasti,aga - okthobha,okthoba
      - disemba
    ~st: pherekgong,phe hlakola,kol hlakubele,ube mmesa,mme motsheanong,mot phupjane,jan phupu,upu
      phato,pha lwetse,leo mphalane,mph pudungwana,pun tshitwe,tsh
    ~tn: ferikgong,fer tlhakole,tlh mopitlo,mop moranang,mor motsheganang,mot seetebosigo,see
      phukwi,phu phatwe,pha lwetse,lwe diphalane,dip ngwanatsele,ngw sedimonthole,sed
    ~rw: mutarama,mut gashyantare,gas werurwe,wer mata,mat gicurasi,gic kamena,kam nyakanga,nya
      kanama,kan nzeri,nze ukwakira,ukw ugushyingo,ugu ukuboza,uku
    ~rn: nzero,mut ruhuhuma,gas ntwarante,wer ndamukiza,mat rusama,gic ruheshi,kam mukakaro,nya
      nyandagaro,kan nyakanga,nze gitugutu,ukw munyonyo,ugu kigarama,uku
    ~sn: ndira,ndi kukadzi,kuk kurume,kur kubvumbi,kub chivabvu,chv chikumi,chk chikunguru,chg
      nyamavhuvhu,nya gunyana,gun gumiguru,gum mbudzi,mbu zvita,zvi
    ~ny: januwale febuluwale malichi,mal epulo,epu - - - ogasiti,oga seputemba okutoba,oku -
      disemba
    ~mg: janoary febroary martsa aprily mey jona,jon jolay,jol aogositra,aog septambra - novambra
      desambra
    ~wo: samwiyee,sam fewriyee - awril,awr - suwe,suw sulet,sul ut sàttumbar,sàt oktoobar
      nowàmbar,now desàmbar
    ~ff: siilo,sii colte,col mbooy,mbo seeɗto,see duujal,duu korse,kor morso,mor juko,juk
      siilto,slt yarkomaa,yar jolal,jol bowte,bow
    ~lg: janwaliyo febwaliyo marisi apuli,apu maayi,maa juu julaayi agusito sebuttemba,seb
      okitobba,oki - -
    ~ln: sánzá_ya_yambo sánzá_ya_míbalé,fbl sánzá_ya_mísáto,msi sánzá_ya_mínei,apl sánzá_ya_mítáno
      sánzá_ya_motóbá,yun sánzá_ya_nsambo,yul sánzá_ya_mwambe,agt sánzá_ya_libwa,stb
      sánzá_ya_zómi,ɔtb sánzá_ya_zómi_na_mɔ̌kɔ́,nvb sánzá_ya_zómi_na_míbalé,dsb
    ~ki: njenuarĩ,jen mwere_wa_kerĩ,wkr mwere_wa_gatatũ,wgt mwere_wa_kana,wkn mwere_wa_gatano,wtn
      mwere_wa_gatandatũ,wtd mwere_wa_mũgwanja,wmj mwere_wa_kanana,wnn mwere_wa_kenda,wkd
      mwere_wa_ikũmi,wik mwere_wa_ikũmi_na_ũmwe,wmw ndithemba,dit
    ~ast: xineru,xin febreru - - mayu xunu,xun xunetu,xnt agostu setiembre ochobre,och payares,pay
      avientu,avi
    ~oc: genièr febrièr - - - junh julhet - - - - -
    ~br: genver cʼhwevrer,cʼhwe meurzh,meur ebrel mae mezheven,mezh gouere,goue eost gwengolo,gwen
      here du kerzu,kzu
    ~gd: fhaoilleach,am_faoilleach,faoi ghearran,gearran,gearr mhàrt,am_màrt ghiblean,giblean,gibl
      chèitean,cèitean,cèit ògmhios,t_ògmhios,ògmh iuchar,t_iuchar,iuch lùnastal,lùna
      t_sultain,sult dàmhair,dàmh t_samhain dùbhlachd,dùbh
    ~fy: jannewaris febrewaris - - maaie - - - septimber - novimber desimber
    ~rm: schaner,schan favrer,favr - avrigl matg zercladur,zercl fanadur,fan avust settember,sett
      - - -
    ~eo: januaro februaro marto aprilo majo - - aŭgusto septembro oktobro - -
    ~ia: januario februario martio - - - - augusto - - - -
    ~qu: - - - - - - - - setiembre - - -
    ~gn: jasyteĩ jasykõi jasyapy jasyrundy jasypo jasypoteĩ jasypokõi jasypoapy jasyporundy jasypa
      jasypateĩ jasypakõi
    ~to: sānuali,sān fēpueli,fēp maʻasi,maʻa ʻepeleli,ʻepe mē sune,sun siulai,siu ʻaokosi,ʻaok
      sēpitema ʻokatopa,ʻoka nōvema tīsema,tīs
    ~mi: hānuere,hān pēpuere,pēp māehe āpereira,āperira,āpe - hune hūrae,hūr ākuhata,āku
      hepetema,hep oketopa,oke noema,noe tīhema,tīh
    ~haw: ianuali pepeluali,pep malaki,mal ʻapelila,ʻap - iune iulai ʻaukake,ʻau kepakemapa,kep
      ʻokakopa,ʻok nowemapa,now kekemapa,kek
    ~dz: ཟླ་དངཔ་,སྤྱི་ཟླ་དངཔ་ ཟླ་གཉིས་པ་,སྤྱི་ཟླ་གཉིས་པ་ ཟླ་གསུམ་པ་,སྤྱི་ཟླ་གསུམ་པ་
      ཟླ་བཞི་པ་,སྤྱི་ཟླ་བཞི་པ ཟླ་ལྔ་པ་,སྤྱི་ཟླ་ལྔ་པ་ ཟླ་དྲུག་པ,སྤྱི་ཟླ་དྲུག་པ
      ཟླ་བདུན་པ་,སྤྱི་ཟླ་བདུན་པ་ ཟླ་བརྒྱད་པ་,སྤྱི་ཟླ་བརྒྱད་པ་ ཟླ་དགུ་པ་,སྤྱི་ཟླ་དགུ་པ་
      ཟླ་བཅུ་པ་,སྤྱི་ཟླ་བཅུ་པ་ ཟླ་བཅུ་གཅིག་པ་,སྤྱི་ཟླ་བཅུ་གཅིག་པ་
      ཟླ་བཅུ་གཉིས་པ་,སྤྱི་ཟླ་བཅུ་གཉིས་པ་
    ~bo: ཟླ་བ་དང་པོ,ཟླ་བ་དང་པོ་ ཟླ་བ་གཉིས་པ,ཟླ་བ་གཉིས་པ་ ཟླ་བ་གསུམ་པ,ཟླ་བ་གསུམ་པ་
      ཟླ་བ་བཞི་པ,ཟླ་བ་བཞི་པ་ ཟླ་བ་ལྔ་པ,ཟླ་བ་ལྔ་པ་ ཟླ་བ་དྲུག་པ,ཟླ་བ་དྲུག་པ་
      ཟླ་བ་བདུན་པ,ཟླ་བ་བདུན་པ་ ཟླ་བ་བརྒྱད་པ,ཟླ་བ་བརྒྱད་པ་ ཟླ་བ་དགུ་པ,ཟླ་བ་དགུ་པ་
      ཟླ་བ་བཅུ་པ,ཟླ་བ་བཅུ་པ་ ཟླ་བ་བཅུ་གཅིག་པ,ཟླ་བ་བཅུ་གཅིག་པ་ ཟླ་བ་བཅུ་གཉིས་པ,ཟླ་བ་བཅུ་གཉིས་པ་
    ~sah: тохсунньу,тохс олунньу,олун кулун_тутар,клн муус_устар,мсу ыам_ыйын,ыам_ыйа,ыам
      бэс_ыйын,бэс_ыйа,бэс от_ыйын,от_ыйа,отй атырдьых_ыйын,атырдьых_ыйа,атр
      балаҕан_ыйын,балаҕан_ыйа,блҕ алтынньы,алт сэтинньи,сэт ахсынньы,ахс
    ~os: январы февралы мартъийы,мартъи апрелы майы июны июлы августы сентябры октябры ноябры
      декабры
    ~cv: кӑрлач,кӑр нарӑс,нар пуш ака ҫу ҫӗртме,ҫӗр утӑ ҫурла,ҫур авӑн юпа чӳк раштав,раш
    ~sc: ghennàrgiu,ghe freàrgiu,fre martzu abrile maju làmpadas,làm trìulas,trì austu,aus
      cabudanni,cab santugaine,stg santandria,sta nadale,nad
    ~gsw: - - - - - - - auguscht septämber - novämber dezämber
    ~hsb: - - měrca,měrc,měr apryla,apryl meje,meja junija julija awgusta - -
      nowembra,nowember,now -
    ~dsb: - - měrca,měrc,měr apryla,apryl - junija julija awgusta - - nowembra,nowember,now -
    ~fur: zenâr,zen fevrâr - - - jugn,jug lui avost,avo setembar otubar,otu - dicembar
    ~nds: januaar februaar - - - - - - - oktover - -
    ~se: ođđajagemánnu,ođđj guovvamánnu,guov njukčamánnu,njuk cuoŋománnu,cuo miessemánnu,mies
      geassemánnu,geas suoidnemánnu,suoi borgemánnu,borg čakčamánnu,čakč golggotmánnu,golg
      skábmamánnu,skáb juovlamánnu,juov
    ~zgh: ⵉⵏⵏⴰⵢⵔ,ⵉⵏⵏ ⴱⵕⴰⵢⵕ,ⴱⵕⴰ ⵎⴰⵕⵚ,ⵎⴰⵕ ⵉⴱⵔⵉⵔ,ⵉⴱⵔ ⵎⴰⵢⵢⵓ,ⵎⴰⵢ ⵢⵓⵏⵢⵓ,ⵢⵓⵏ ⵢⵓⵍⵢⵓⵣ,ⵢⵓⵍ ⵖⵓⵛⵜ,ⵖⵓⵛ
      ⵛⵓⵜⴰⵏⴱⵉⵔ,ⵛⵓⵜ ⴽⵜⵓⴱⵔ,ⴽⵜⵓ ⵏⵓⵡⴰⵏⴱⵉⵔ,ⵏⵓⵡ ⴷⵓⵊⴰⵏⴱⵉⵔ,ⴷⵓⵊ
    ~sat: ᱡᱟᱱᱣᱟᱨᱤ,ᱡᱟᱱ ᱯᱷᱟᱨᱣᱟᱨᱤ,ᱯᱷᱟ ᱢᱟᱨᱪ,ᱢᱟᱨ ᱟᱯᱨᱮᱞ,ᱟᱯᱨ ᱢᱮ ᱡᱩᱱ ᱡᱩᱞᱟᱭ,ᱡᱩᱞ ᱟᱜᱟᱥᱛ,ᱟᱜᱟ ᱥᱮᱯᱴᱮᱢᱵᱟᱨ,ᱥᱮᱯ
      ᱚᱠᱴᱚᱵᱟᱨ,ᱚᱠᱴ ᱱᱟᱣᱟᱢᱵᱟᱨ,ᱱᱟᱣ ᱫᱤᱥᱟᱢᱵᱟᱨ,ᱫᱤᱥ
    ~doi: - - - - मेई - - - - - - -
    ~bho: - - - - - - - - सितम्बर अक्टूबर - -
    ~pcm: jénúári,jén fẹ́búári mach éprel,épr - - - ọgọst - - - disẹ́mba
    """
}
