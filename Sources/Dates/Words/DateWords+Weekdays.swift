extension DateWords {
  /// The names of the days of the week in the format of `DateWords`: seven groups of forms per
  /// language, Sunday first.
  ///
  /// Source: Unicode CLDR (format and stand-alone, wide and abbreviated names).
  static let weekdays: StaticString = """
    en: sunday,sun monday,mon tuesday,tue wednesday,wed thursday,thu friday,fri saturday,sat
    es: domingo,dom lunes,lun martes,mar miércoles,mié jueves,jue viernes,vie sábado,sáb
    pt: - segunda_feira,seg terça_feira,ter quarta_feira,qua quinta_feira,qui sexta_feira,sex -
    fr: dimanche,dim lundi mardi mercredi,mer jeudi,jeu vendredi,ven samedi,sam
    de: sonntag,so montag,mo dienstag,di mittwoch,mi donnerstag,do freitag,fr samstag,sa
    it: domenica lunedì martedì mercoledì giovedì,gio venerdì sabato
    ru: воскресенье,вс понедельник,пн вторник,вт среда,ср четверг,чт пятница,пт суббота,сб
    zh: 星期日,周日 星期一,周一 星期二,周二 星期三,周三 星期四,周四 星期五,周五 星期六,周六
    ja: 日曜日,日 月曜日,月 火曜日,火 水曜日,水 木曜日,木 金曜日,金 土曜日,土
    ko: 일요일,일 월요일,월 화요일,화 수요일,수 목요일,목 금요일,금 토요일,토
    ar: الأحد,أحد الاثنين,اثنين الثلاثاء,ثلاثاء الأربعاء,أربعاء الخميس,خميس الجمعة,جمعة السبت,سبت
    fa: یکشنبه دوشنبه سه_شنبه چهارشنبه پنجشنبه جمعه شنبه
    hi: रविवार,रवि सोमवार,सोम मंगलवार,मंगल बुधवार,बुध गुरुवार,गुरु शुक्रवार,शुक्र शनिवार,शनि
    bn: রবিবার,রবি সোমবার,সোম মঙ্গলবার,মঙ্গল বুধবার,বুধ বৃহস্পতিবার,বৃহস্পতি শুক্রবার,শুক্র
      শনিবার,শনি
    id: minggu,min senin,sen selasa,sel rabu,rab kamis,kam jumat,jum sabtu
    ms: ahad,ahd isnin,isn - - khamis,kha jumaat -
    tr: pazar,paz pazartesi,pzt salı,sal çarşamba,çar perşembe,per cuma,cum cumartesi,cmt
    vi: chủ_nhật,cn thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy
    th: วันอาทิตย์,อา วันจันทร์,จ วันอังคาร,อ วันพุธ,พ วันพฤหัสบดี,พฤ วันศุกร์,ศ วันเสาร์,ส
    pl: niedziela,niedz poniedziałek,pon wtorek,wt środa,śr czwartek,czw piątek,pt sobota,sob
    uk: неділя,нд понеділок вівторок середа четвер пʼятниця субота
    nl: zondag,zo maandag,ma dinsdag woensdag,wo donderdag vrijdag,vr zaterdag,za
    ro: duminică,dum luni marți miercuri joi vineri,vin sâmbătă
    el: κυριακή,κυρ δευτέρα,δευ τρίτη,τρί τετάρτη,τετ πέμπτη,πέμ παρασκευή,παρ σάββατο,σάβ
    cs: neděle,ne pondělí,po úterý,út středa,st čtvrtek,čt pátek,pá so
    hu: vasárnap hétfő kedd szerda,sze csütörtök,cs péntek szombat,szo
    sv: söndag,sön måndag,mån tisdag,tis onsdag,ons torsdag,tors fredag,fre lördag,lör
    da: søndag,søn - tirsdag,tirs - - - lørdag,lør
    no: - - tir - tor - -
    nn: sø - tysdag,ty,tys on to - laurdag,la,lau
    fi: sunnuntai,su maanantaina,maanantai tiistaina,tiistai,ti keskiviikkona,keskiviikko,ke
      torstaina,torstai perjantaina,perjantai,pe lauantaina,lauantai
    he: יום_ראשון,יום_א יום_שני,יום_ב יום_שלישי,יום_ג יום_רביעי,יום_ד יום_חמישי,יום_ה
      יום_שישי,יום_ו יום_שבת,שבת
    sr: недеља,нед понедељак,пон уторак,уто сре четвртак,чет петак,пет суб
    sr_Latn: nedelja,ned ponedeljak utorak,uto sreda,sre četvrtak,čet petak,pet subota,sub
    hr: nedjelja ponedjeljak - srijeda,sri - - -
    sk: nedeľa pondelok utorok - štvrtok,št piatok,pi so
    sl: - ponedeljek torek,tor - četrtek petek -
    bg: неделя понеделник - сряда четвъртък петък събота
    mk: недела - вто - четврток петок сабота,саб
    be: нядзеля панядзелак аўторак,аў серада чацвер,чц пятніца -
    lt: sekmadienis,sk pirmadienis,pr antradienis,an trečiadienis,tr ketvirtadienis,kt
      penktadienis,pn šeštadienis,št
    lv: svētdiena,svētd pirmdiena,pirmd otrdiena,otrd trešdiena,trešd ceturtdiena,ceturtd
      piektdiena,piektd sestdiena,sestd
    et: pühapäev esmaspäev teisipäev kolmapäev neljapäev reede laupäev
    is: sunnudagur mánudagur þriðjudagur,þri miðvikudagur,mið fimmtudagur,fim föstudagur,fös
      laugardagur
    sq: e_diel,die e_hënë,hën e_martë e_mërkurë e_enjte,enj e_premte,pre e_shtunë,sht
    mt: il_ħadd,ħad it_tnejn,tne it_tlieta,tli l_erbgħa,erb il_ħamis,ħam il_ġimgħa,ġim is_sibt,sib
    ga: dé_domhnaigh,domh dé_luain,luan dé_máirt,máirt dé_céadaoin,céad déardaoin,déar
      dé_haoine,aoine dé_sathairn,sath
    cy: dydd_sul,sul dydd_llun,llun dydd_mawrth,maw dydd_mercher dydd_iau,iau dydd_gwener,gwen,gwe
      dydd_sadwrn,sad
    ca: diumenge,dg dilluns,dl dimarts,dt dimecres,dc dijous,dj divendres,dv dissabte,ds
    gl: - luns - mércores xoves,xov venres -
    eu: igandea,ig astelehena,al asteartea,ar asteazkena,az osteguna,og ostirala,or larunbata,lr
    ka: კვირა,კვი ორშაბათი,ორშ სამშაბათი,სამ ოთხშაბათი,ოთხ ხუთშაბათი,ხუთ პარასკევი,პარ შაბათი,შაბ
    hy: կիրակի,կիր երկուշաբթի,երկ երեքշաբթի,երք չորեքշաբթի,չրք հինգշաբթի,հնգ ուրբաթ,ուր շաբաթ,շբթ
    az: bazar bazar_ertəsi,be çərşənbə_axşamı,ça çərşənbə cümə_axşamı,ca cümə şənbə
    az_Cyrl: базар базар_ертәси,бе чәршәнбә_ахшамы,ча чәршәнбә ҹүмә_ахшамы,ҹа ҹүмә шәнбә
    kk: жексенбі,жс дүйсенбі,дс сейсенбі,сс сәрсенбі бейсенбі,бс жұма,жм сенбі
    ky: жекшемби,жек дүйшөмбү,дүй шейшемби,шейш шаршемби,шарш бейшемби,бейш жума ишемби,ишм
    uz: yakshanba,yak dushanba,dush seshanba,sesh chorshanba,chor payshanba,pay juma shanba,shan
    uz_Cyrl: якшанба,якш душанба,душ сешанба,сеш чоршанба,чор пайшанба,пай жум шанба,шан
    tk: ýekşenbe,ýek duşenbe,duş sişenbe,siş çarşenbe penşenbe,pen anna,ann şenbe,şen
    tg: якшанбе,яшб душанбе,дшб сешанбе,сшб чоршанбе,чшб панҷшанбе,пшб ҷумъа,ҷмъ шанбе,шнб
    mn: ням,ня даваа,да мягмар,мя лхагва,лх пүрэв,пү баасан,ба бямба,бя
    ur: اتوار پیر منگل بدھ جمعرات جمعہ ہفتہ
    ps: يونۍ دونۍ درېنۍ څلرنۍ پينځنۍ - اونۍ
    ckb: یەکشەممە دووشەممە سێشەممە چوارشەممە پێنجشەممە ھەینی شەممە
    ku: yekşem,yşm duşem,dşm sêşem,sşm çarşem,çşm pêncşem,pşm înî şemî,şem
    ug: يەكشەنبە,يە دۈشەنبە,دۈ سەيشەنبە,سە چارشەنبە,چا پەيشەنبە,پە جۈمە,جۈ شەنبە,شە
    ta: ஞாயிறு,ஞாயி திங்கள்,திங் செவ்வாய்,செவ் புதன்,புத வியாழன்,வியா வெள்ளி,வெள் சனி
    te: ఆదివారం,ఆది సోమవారం,సోమ మంగళవారం,మంగళ బుధవారం,బుధ గురువారం,గురు శుక్రవారం,శుక్ర
      శనివారం,శని
    mr: - - मंगळवार,मंगळ - - - -
    ne: आइतबार,आइत सोमबार मङ्गलबार,मङ्गल बुधबार बिहिबार,बिहि शुक्रबार शनिबार
    gu: રવિવાર,રવિ સોમવાર,સોમ મંગળવાર,મંગળ બુધવાર,બુધ ગુરુવાર,ગુરુ શુક્રવાર,શુક્ર શનિવાર,શનિ
    pa: ਐਤਵਾਰ,ਐਤ ਸੋਮਵਾਰ,ਸੋਮ ਮੰਗਲਵਾਰ,ਮੰਗਲ ਬੁੱਧਵਾਰ,ਬੁੱਧ ਵੀਰਵਾਰ,ਵੀਰ ਸ਼ੁੱਕਰਵਾਰ,ਸ਼ੁੱਕਰ
      ਸ਼ਨਿੱਚਰਵਾਰ,ਸ਼ਨਿੱਚਰ
    kn: ಭಾನುವಾರ,ಭಾನು ಸೋಮವಾರ,ಸೋಮ ಮಂಗಳವಾರ,ಮಂಗಳ ಬುಧವಾರ,ಬುಧ ಗುರುವಾರ,ಗುರು ಶುಕ್ರವಾರ,ಶುಕ್ರ ಶನಿವಾರ,ಶನಿ
    ml: ഞായറാഴ്_ച,ഞായർ തിങ്കളാഴ്_ച,തിങ്കൾ ചൊവ്വാഴ്ച,ചൊവ്വാഴ്_ച,ചൊവ്വ ബുധനാഴ്_ച,ബുധൻ
      വ്യാഴാഴ്_ച,വ്യാഴം വെള്ളിയാഴ്_ച,വെള്ളി ശനിയാഴ്_ച,ശനി
    si: ඉරිදා සඳුදා අඟහරුවාදා,අඟහ බදාදා බ්‍රහස්පතින්දා,බ්‍රහස් සිකුරාදා,සිකු සෙනසුරාදා,සෙන
    or: ରବିବାର,ରବି ସୋମବାର,ସୋମ ମଙ୍ଗଳବାର,ମଙ୍ଗଳ ବୁଧବାର,ବୁଧ ଗୁରୁବାର,ଗୁରୁ ଶୁକ୍ରବାର,ଶୁକ୍ର ଶନିବାର,ଶନି
    as: দেওবাৰ,দেও সোমবাৰ মঙ্গলবাৰ বুধবাৰ বৃহস্পতিবাৰ,বৃহ শুক্ৰবাৰ,শুক্ৰ শনিবাৰ
    sd: آچر سومر اڱارو اربع - جمعو ڇنڇر
    km: អាទិត្យ ច័ន្ទ,ចន្ទ អង្គារ ពុធ ព្រហស្បតិ៍,ព្រហ សុក្រ សៅរ៍
    lo: ວັນອາທິດ,ອາທິດ ວັນຈັນ,ຈັນ ວັນອັງຄານ,ອັງຄານ ວັນພຸດ,ພຸດ ວັນພະຫັດ,ພະຫັດ ວັນສຸກ,ສຸກ
      ວັນເສົາ,ເສົາ
    my: တနင်္ဂနွေ တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ
    fil: linggo,lin - - miyerkules,miy huwebes,huw biyernes,biy -
    am: እሑድ ሰኞ ማክሰኞ,ማክሰ ረቡዕ ሐሙስ ዓርብ ቅዳሜ
    sw: jumapili jumatatu jumanne jumatano alhamisi ijumaa jumamosi
    af: - - - - - vrydag saterdag
    lb: sonndeg méindeg,méi dënschdeg,dën mëttwoch,mët donneschdeg,don freideg samschdeg
    ~fo: - mánadagur týsdagur mikudagur,mik hósdagur,hós fríggjadagur leygardagur,ley
    ~tt: якшәмбе дүшәмбе,дүш сишәмбе,сиш чәршәмбе,чәр пәнҗешәмбе,пәнҗ җомга,җом шимбә,шим
    ~yi: זונטיק מאָנטיק דינסטיק מיטוואך דאנערשטיק פֿרײַטיק -
    ~kok: आयतार सोमार मंगळार - बिरेस्तार शुक्रार शेनवार
    ~mai: रवि_दिन सोम_दिन मंगल_दिन बुध_दिन बृहस्पति_दिन शुक्र_दिन शनि_दिन
    ~sa: रविवासरः सोमवासरः मंगलवासरः बुधवासरः गुरुवासर: शुक्रवासरः शनिवासरः
    ~su: mng senén salasa rebo,reb kemis,kem jumaah saptu,sap
    ~zh_Hant: 週日 週一 週二 週三 週四 週五 週六
    ~ti: ሰንበት,ሰን ሰኑይ,ሰኑ ሰሉስ,ሰሉ ረቡ ሓሙስ,ሓሙ ዓርቢ,ዓር ቀዳም,ቀዳ
    ~om: dilbata,dil wiixata,wix kibxata,kib roobii,rob kamisa jimaata,jim sanbata,san
    ~so: axad,axd isniin talaado,tldo arbaco,arbc khamiis,khms jimco,jmc sabti,sbti
    ~ha: lahadi,lah litinin,lit talata,tal laraba,lar alhamis,alh jummaʼa asabar,asa
    ~yo: ọjọ́_àìkú,àìkú ọjọ́_ajé,ajé ọjọ́_ìsẹ́gun,ìsẹ́gun ọjọ́rú ọjọ́bọ ọjọ́_ẹtì,ẹtì
      ọjọ́_àbámẹ́ta,àbámẹ́ta
    ~ig: sọndee mọnde tiuzdee,tiu wenezdee,wen tọọzdee,tọọ fraịdee,fraị satọdee
    ~zu: isonto umsombuluko,mso ulwesibili,bil ulwesithathu,tha ulwesine,sin ulwesihlanu,hla
      umgqibelo,mgq
    ~xh: cawe,caw mvulo,mvu lwesibini,lwesb,bin lwesithathu,tha lwesine,sin lwesihlanu,hla
      mgqibelo,mgq
    ~st: sontaha mantaha,mma labobedi,bed laboraro,rar labone,ne labohlano,hla moqebelo,moq
    ~tn: tshipi,tsh mosupologo,mos labobedi,labb laboraro,labr labone,labn labotlhano,labt
      matlhatso,mat
    ~rw: ku_cyumweru,cyu kuwa_mbere,mbe kuwa_kabiri,kab kuwa_gatatu,gtu kuwa_kane,kan
      kuwa_gatanu,gnu kuwa_gatandatu,gnd
    ~rn: ku_w_indwi,cu ku_wa_mbere,mbe ku_wa_kabiri,kab ku_wa_gatatu,gtu ku_wa_kane,kan
      ku_wa_gatanu,gnu ku_wa_gatandatu,gnd
    ~sn: svondo,svo muvhuro,muv chipiri,chp chitatu,cht china,chn chishanu,chs mugovera,mug
    ~ny: lamulungu,mul lolemba,lem lachiwiri,wir lachitatu,tat lachinayi,nai lachisanu,san
      loweruka,wer
    ~mg: alahady,alah alatsinainy,alats talata,tal alarobia,alar alakamisy,alak zoma,zom
      asabotsy,asab
    ~wo: dibéer,dib altine,alt talaata,tal àlarba,àla alxamis,alx àjjuma,àjj aseer,ase
    ~ff: dewo,dew aaɓnde,aaɓ mawbaare njeslaare,nje naasaande,naa mawnde,mwd hoore_biir,hbi
    ~lg: sabbiiti,sab balaza,bal lwakubiri lwakusatu lwakuna lwakutaano lwamukaaga
    ~ln: eyenga,eye mokɔlɔ_mwa_yambo,ybo mokɔlɔ_mwa_míbalé,mbl mokɔlɔ_mwa_mísáto,mst
      mokɔlɔ_ya_mínéi,min mokɔlɔ_ya_mítáno,mtn mpɔ́sɔ,mps
    ~ki: kiumia,kma njumatatũ,ntt njumaine,nmn njumatana,nmt aramithi,art njumaa,nma
      njumamothi,nmm
    ~ast: domingu llunes,llu - - xueves,xue vienres sábadu
    ~oc: dimenge diluns dimars - - - -
    ~br: - - meurzh,meu mercʼher yaou gwener sadorn
    ~gd: didòmhnaich,did diluain,dil dimàirt,dim diciadain,dic diardaoin,dia dihaoine,dih
      disathairne,dis
    ~fy: snein,si moandei tiisdei woansdei tongersdei freed sneon,so
    ~rm: dumengia,du glindesdi,gli ma mesemna,me gievgia,gie venderdi,ve sonda,so
    ~eo: dimanĉo,di lundo,lu mardo,ma merkredo,me ĵaŭdo,ĵa vendredo,ve -
    ~ia: dominica - - mercuridi jovedi,jov - sabbato
    ~gn: arateĩ arakõi araapy ararundy arapo arapoteĩ arapokõi
    ~to: sāpate,sāp mōnite tūsite,tūs pulelulu,pul tuʻapulelulu,tuʻa falaite,fal tokonaki,tok
    ~mi: rātapu,rāt mane tūrei,tūr wenerei,wen tāite,tāi paraire,par rāhoroi,rāh
    ~haw: lāpule,lp poʻakahi poʻalua poʻakolu poʻahā poʻalima poʻaono
    ~dz: གཟའ་ཟླ་བ་,ཟླ་ གཟའ་མིག་དམར་,མིར་ གཟའ་ལྷག་པ་,ལྷག་ གཟའ་ཕུར་བུ་,ཕུར་ གཟའ་པ་སངས་,སངས་
      གཟའ་སྤེན་པ་,སྤེན་ གཟའ་ཉི་མ་,ཉི་
    ~bo: གཟའ་ཉི་མ་,ཉི་མ་ གཟའ་ཟླ་བ་,ཟླ་བ་ གཟའ་མིག་དམར་,མིག་དམར་ གཟའ་ལྷག་པ་,ལྷག་པ་
      གཟའ་ཕུར་བུ་,ཕུར་བུ་ གཟའ་པ་སངས་,པ་སངས་ གཟའ་སྤེན་པ་,སྤེན་པ་
    ~sah: баскыһыанньа,бс бэнидиэнньик,бн оптуорунньук,оп сэрэдэ,сэ чэппиэр,чп бээтиҥсэ,бэ субуота
    ~ce: кӏира,кӏи оршот,ор шинара,ши кхаара,кха еара,еа пӏераска,пӏе шуот,шуо
    ~os: хуыцаубон,хцб къуырисӕр,крс дыццӕг,дцг ӕртыццӕг,ӕрт цыппӕрӕм,цпр майрӕмбон,мрб сабат,сбт
    ~cv: вырсарникун,выр тунтикун,тун ытларикун,ытл юнкун,юн кӗҫнерникун,кӗҫ эрнекун,эр
      шӑматкун,шӑм
    ~sc: domìniga lunis martis mèrcuris giòbia chenàbura,che sàbadu
    ~gsw: sunntig määntig ziischtig,zi mittwuch dunschtig,du friitig samschtig
    ~hsb: njedźela,nje póndźela wutora,wut srjeda,srj štwórtk,štw pjatk,pja -
    ~dsb: njeźela,nje pónjeźele wałtora,wał srjoda,srj stwórtk,stw pětk -
    ~fur: domenie lunis martars miercus joibe vinars sabide
    ~nds: sünndag - dingsdag middeweken dunnersdag freedag sünnavend
    ~se: sotnabeaivi,sotn vuossárga,vuos maŋŋebárga,maŋ gaskavahkku,gask duorasdat,duor
      bearjadat,bear lávvardat,láv
    ~zgh: ⴰⵙⴰⵎⴰⵙ,ⴰⵙⴰ ⴰⵢⵏⴰⵙ,ⴰⵢⵏ ⴰⵙⵉⵏⴰⵙ,ⴰⵙⵉ ⴰⴽⵕⴰⵙ,ⴰⴽⵕ ⴰⴽⵡⴰⵙ,ⴰⴽⵡ ⴰⵙⵉⵎⵡⴰⵙ,ⴰⵙⵉⵎ ⴰⵙⵉⴹⵢⴰⵙ,ⴰⵙⵉⴹ
    ~sat: ᱥᱤᱸᱜᱮ,ᱥᱤᱸ ᱚᱛᱮ,ᱚᱛ ᱵᱟᱞᱮ,ᱵᱟ ᱥᱟᱹᱜᱩᱱ,ᱥᱟᱹ ᱥᱟᱹᱨᱫᱤ,ᱥᱟᱹᱨ ᱡᱟᱹᱨᱩᱢ,ᱡᱟᱹ ᱧᱩᱦᱩᱢ,ᱧᱩ
    ~doi: ऐतबार,ऐत - मंगलबार - बीरबार,बीर - -
    ~bho: रबीबार - मंगलबार - बृहस्पतिबार - सनीचर
    ~pcm: sọ́ndè mọ́ndè tiúzdè,tiú wẹ́nẹ́zdè,wẹ́n tọ́zdè,tọ́z fraídè,fraí sátọdè
    """
}
