extension DateWords {
  /// The words of times relative to now, with meanings as headings; `TableHeading` parses them.
  ///
  /// `day=-1` is yesterday, `hour=2` is a dual ("two hours"), and `hour.ago` is a unit that
  /// includes the word "ago". Sources: Unicode CLDR (relative fields) and usage of news sites.
  static let relative: StaticString = """
    day=0: きょう hodiaŭ today hoy hoje aujourd_hui heute oggi сегодня 今天 今日 本日 오늘 اليوم امروز आज আজ hari_ini bugün hôm_nay วันนี้ dzisiaj dziś сьогодні vandaag azi astăzi σήμερα dnes ma idag i_dag tänään היום данас danas днес денес сёння šiandien šodien täna í_dag sot illum inniu heddiw avui hoxe gaur დღეს այսօր bu_gün бүгін бүгүн bugun бугун şu_gün имрӯз өнөөдөр آج نن ئەمڕۆ îro بۈگۈن இன்று ఈ_రోజు આજે ਅੱਜ ಇಂದು ഇന്ന് අද ଆଜି আজি اڄ ថ្ងៃនេះ ມື້ນີ້ ယနေ့ ဒီနေ့ ngayong_araw ngayon ዛሬ ሎሚ leo maanta yau vandag haut бүген namhlanje nhasi danes tonight this_morning this_afternoon this_evening esta_mañana ce_matin ce_soir heute_morgen heute_früh heute_mittag heute_abend stamattina stasera oggi_alle vanochtend vanmiddag vanavond i_dag_kl idag_kl i_morges i_kveld ikväll
    day=-1: きのう il_bieraħ hieraŭ yesterday ayer ontem hier gestern ieri вчера 昨天 昨日 어제 أمس امس البارحة ديروز دیروز कल बीता_कल গতকাল গতকল্য kemarin semalam kelmarin dün hôm_qua เมื่อวาน เมื่อวานนี้ wczoraj учора вчора gisteren χθες χτες εχθές včera tegnap igår i_går eilen אתמול јуче juče jučer jučerašnji včeraj vakar eile í_gær dje lbieraħ inné ddoe ahir onte atzo გუშინ երեկ dünən кеше кечээ kecha кеча düýn дирӯз өчигдөр کل گزشتہ_روز پرون دوێنێ duh تۈنۈگۈن நேற்று నిన్న काल हिजो ગઈકાલે ਕੱਲ੍ਹ ನಿನ್ನೆ ഇന്നലെ ඊයේ ଗତକାଲି কালি ڪالهه ម្សិលមិញ ມື້ວານ ມື້ວານນີ້ မနေ့က kahapon ትናንት ትላንትና ትናንትና ትማሊ jana shalay jiya gister gëschter кичә ўчора izolo wingi last_night anoche ayer_noche hier_soir gestern_abend gestern_nacht ieri_sera gisteravond i_gårkveld 어젯밤 昨夜 昨晚
    day=-2: antaŭhieraŭ anteayer antier antes_de_ayer anteontem avant_hier vorgestern l_altro_ieri altro_ieri позавчера 前天 一昨日 おととい 그저께 그제 엊그제 أول_أمس اول_امس أول_من_أمس پریروز परसों গত_পরশু kemarin_lusa evvelsi_gün önceki_gün hôm_kia เมื่อวานซืน przedwczoraj eergisteren alaltăieri προχθές προχτές předevčírem tegnapelőtt i_förrgår i_forgårs i_forgars i_førgår toissa_päivänä toissapäivänä שלשום прекјуче prekjuče prekjučer predvčerom predvčerajšnjim онзи_ден завчера пазаўчора užvakar aizvakar üleeile í_fyrradag arú_inné echdoe abans_d_ahir abans_ahir antonte herenegun გუშინწინ նախանցյալ_օրը алдыңгүні мурдагы_күнү уржигдар پرسوں நேற்று_முன்தினம் మొన్న अस्ति परवा ಮೊನ್ನೆ മിനിഞ്ഞാന്ന് පෙරේදා ແຕ່ວານນີ້ juzi the_day_before_yesterday day_before_yesterday позавчора pardje srednevčeraj avantieri
    now: just_now now right_now moments_ago a_moment_ago ahora_mismo justo_ahora hace_un_momento hace_instantes hace_un_instante hace_unos_instantes agora_mesmo agora_há_pouco neste_momento à_l_instant maintenant gerade_eben soeben gerade_jetzt adesso proprio_ora poco_fa только_что сейчас 刚刚 剛剛 刚才 剛才 たった今 たったいま 방금 방금_전 الآن للتو منذ_قليل قبل_قليل منذ_لحظات اکنون هم_اکنون لحظاتی_پیش دقایقی_پیش अभी अभी_अभी এইমাত্র এখন baru_saja barusan sekarang baru_sahaja az_önce şimdi biraz_önce vừa_xong vừa_mới mới_đây เมื่อสักครู่ เมื่อครู่ เมื่อกี้ ขณะนี้ teraz przed_chwilą щойно zojuist zonet chiar_acum μόλις_τώρα πριν_από_λίγο právě_teď právě_nyní před_chvílí most éppen_most az_imént just_nu nyss alldeles_nyss lige_nu akkurat_nå nettopp juuri_nyt hetki_sitten הרגע עכשיו ממש_עכשיו לפני_רגע управо_сада upravo upravo_sada pred_chvíľou práve_teraz pravkar току_що щотку што ką_tik nupat tikko tikko_kā äsja praegu rétt_í_þessu tani_tani ara_mateix orain_bertan ახლახან հենց_հիմա indicə жаңа_ғана hozirgina дөнгөж_сая саяхан ابھی ابھی_ابھی همدا_اوس இப்போது ఇప్పుడే भर्खरै आत्ताच હમણાં ਹੁਣੇ ಈಗ ഇപ്പോൾ දැන් មុននេះ_បន្តិច ဒီအခု kanina ngayon_lang አሁን sasa_hivi hivi_sasa hadda yanzu
    second: စက္ကန့် එක s sec secs second seconds segundo segundos seg seconde secondes sekunde sekunden sek secondo secondi секунду секунды секунд сек ثانية ثوانِ ثوانٍ ثوان ثواني ثانیه सेकंड सेकेंड सेकण्ड saniye giây วินาที sekundę sekundy sekund секунди seconden secundă secunde δευτερόλεπτο δευτερόλεπτα δευτ sekundou sekundami másodperccel másodperce sekunder sekunti sekuntia שנייה שניות секунде sekundi sekundu sekundo sekundama секунда sekundes sekundžių sekundēm sekúndu sekúndum sekondë sekonda soicind shoicind eiliad segon segons წამის վայրկյան saniyə soniya сония секундын سیکنڈ سيڪنڊ விநாடி விநாடிகள் సెకను సెకన్ల સેકંડ ਸਕਿੰਟ സെക്കൻഡ് තත්පර ସେକେଣ୍ଡ সেকেন্ড ছেকেণ্ড វិនាទី ວິນາທີ စက္ကန့် ሰከንድ ሰከንዶች ilbiriqsi sekonde sekondes dakiku detik 秒 秒钟 秒鐘 초
    minute: dakikalar semenit m min mins minute minutes minuto minutos minuten minuti минуту минуты минут минута мин دقيقة دقائق دقیقه मिनट मिनट्स menit mnt minit dakika dk phút นาที minutę minuty minut minuta хвилину хвилини хвилин хв minuut minutul λεπτό λεπτά λεπ minutou minutami perccel perce minuter minutter minutt minuutti minuuttia דקה דקות דק minutu minútou minútami minutama минути хвіліну хвіліны хвілін minučių minūtes minūtēm mínútu mínútum mín minutë nóiméad nóim munud funud minuts წუთის րոպե dəqiqə мүнөт daqiqa дақиқа минутын منٹ منټ دقيقې مىنۇت நிமிடம் நிமிடங்கள் నిమిషం నిమిషాల મિનિટ ਮਿੰਟ ನಿಮಿಷದ ನಿಮಿಷಗಳ മിനിറ്റ് മിനിട്ട് මිනිත්තු මිනිත්තුවකට ମିନିଟ୍ মিনিট منٽ នាទី ນາທີ မိနစ် ደቂቃ ደቂቃዎች ደቒቕ daqiiqo daqiiqad daqiiqadood minti mintuna minutten 分钟 分鐘 分 分間 분 minutua minüt minutoj xulek
    hour: saatler sejam ihora amahora h hr hrs hour hours hora horas heure heures stunde stunden std ora ore час часа часов ч 小时 小時 個小時 个小时 个钟头 時間 시간 ساعات ساعة ساعه ساعت घंटे घंटा घण्टे घंटों jam saat giờ tiếng ชั่วโมง ชม godzinę godziny godzin godz годину годин uur uren oră ώρα ώρες hodinou hodinami hodiny hodin órával órája timme timmar tim timer time timar tunti tuntia שעה שעות сата сати sata sati sat uro urama urami ure часове гадзіну гадзіны гадзін valandą valandas valandų val stundas stundām stundu tunni tundi klukkustund klukkustundum klst orë siegħa sagħat uair uaire huaire awr hores ordu საათის ժամ сағат саат soat sagat соат цагийн цаг گھنٹہ گھنٹے گھنٹوں ساعتونه سائەت கணிநேரம் மணிநேரம் மணி_நேரம் గంట గంటల గంటలు કલાક ਘੰਟਾ ਘੰਟੇ ಗಂಟೆ ಗಂಟೆಗಳ മണിക്കൂർ පැය පැයකට ଘଣ୍ଟା ঘণ্টা ঘন্টা ڪلاڪ ម៉ោង ຊົ່ວໂມງ နာရီ oras ሰዓት ሰዓታት ሰዓቶች saa masaa saac saacad saacadood awa awanni stonn stonnen горс घन्टा घण्टा तास kutu saet saatê demjimêr
    day: sehari d day days día días dia dias jour jours tag tage tagen giorno giorni 日 день дня дней дн сутки суток 天 日間 일 يوم أيام يوما ايام روز दिन दिनों hari gün ngày วัน dzień dni doba dny дні днів dag dagen dgn zi zile ημέρα ημέρες μέρες μέρα dnem dní nappal napja nap dagar dage dager døgn dygn päivä päivää יום ימים дана дан dan dana dňom dňami dnevom dnevoma dnevi ден дни дена дзень дзён dieną dienas dienų dienām päeva dögum degi ditë ġurnata ġranet jiem lá lae laethanta diwrnod ddiwrnod dies egun დღის օր күн kun кун рӯз өдрийн өдөр دن دنوں ورځ ورځې كۈن நாட்கள் நாட்களுக்கு நாளுக்கு நாள் రోజు రోజుల రోజులు દિવસ ਦਿਨ ದಿನದ ದಿನಗಳ ದಿನ ദിവസം දින දවස් ଦିନ দিন ڏينهن ថ្ងៃ ມື້ ရက် araw ቀን ቀናት ቀኖች መዓልቲ siku maalin maalmood kwana kwanaki dae deeg deg көн दिवस ay_gunu roj
    week: seminggu w wk wks week weeks semana semanas sem semaine semaines woche wochen settimana settimane sett неделю недели недель нед 周 週 週間 星期 礼拜 個星期 个星期 주 주일 أسبوع أسابيع اسبوع اسابيع أسبوعا هفته सप्ताह हफ्ते हफ़्ते हफ्ता minggu pekan hafta tuần สัปดาห์ อาทิตย์ tydzień tygodnie tygodni tydz тиждень тижні тижнів тиж weken săptămână săptămâni εβδομάδα εβδομάδες týdnem týdny týdnů héttel hete vecka veckor uge uger uke uker veke veker viikko viikkoa שבוע שבועות недеље недеља nedelje nedelja nedjelje tjedan tjedna tjedana sedmicu sedmice sedmica týždňom týždňami tednom tednoma tedni седмица седмици тыдзень тыдні тыдняў savaitę savaites savaičių nedēļas nedēļām nädala nädalat viku vikum javë ġimgħa ġimgħat seachtain sheachtain seachtaine wythnos setmana setmanes aste კვირის շաբաթ həftə апта hepde ҳафта долоо_хоногийн долоо_хоног ہفتہ ہفتے اونۍ ھەپتە வாரத்திற்கு வாரங்களுக்கு வாரம் வாரங்கள் వారం వారాల અઠવાડિયા ਹਫ਼ਤਾ ਹਫ਼ਤੇ ವಾರದ ವಾರಗಳ ആഴ്ച සති සතියකට ସପ୍ତାହ সপ্তাহ هفتا សប្តាហ៍ សប្ដាហ៍ ອາທິດ ပတ် linggo ሳምንት ሳምንታት ሰሙን wiki toddobaad mako makonni weke woch vika vikur हप्ता आठवडे आठवडा hefte
    month: sebulan mo mos month months mes meses mês mois monat monate monaten mese mesi месяц месяца месяцев мес 个月 個月 か月 ヶ月 カ月 ヵ月 箇月 개월 달 شهر أشهر شهور شهرا ماه माह महीने महीना bulan bln tháng เดือน miesiąc miesiące miesięcy місяць місяці місяців міс maand maanden lună luni μήνα μήνες měsícem měsíci měsíců hónappal hónapja månad månader måned måneder mnd mdr månadar kuukausi kuukautta חודש חודשים месеца месеци meseca meseci mjesec mjeseca mjeseci mesiacom mesiacmi mesiacov mesecem mesecema месец месяцы месяцаў mėnesį mėnesius mėnesių mėn mēneša mēnešiem mēnešu kuud mánuði mánuðum muaj xahar xhur mhí mí mis fis mesos hilabete თვის ամիս ay ай oy ой aý моҳ сарын сар مہینہ مہینے مياشت مياشتې ئاي மாதத்துக்கு மாதங்களுக்கு மாதம் மாதங்கள் నెల నెలల મહિના ਮਹੀਨਾ ਮਹੀਨੇ ತಿಂಗಳ ತಿಂಗಳುಗಳ മാസം මාස මාසයකට ମାସ মাস মাহ مهينا ខែ ເດືອນ လ buwan ወር ወራት ወርሒ mwezi miezi bil bilood wata watanni maande mount méint mánaðir महिने महिना meh
    year: setahun y yr yrs year years año años ano anos an ans année années jahr jahre jahren anno anni год года лет г 年 年間 년 سنة سنوات عام أعوام سال वर्ष साल tahun thn yıl năm ปี rok lata lat рік роки років jaar ani χρόνο χρόνια έτος έτη rokem lety let éve år vuosi vuotta שנה שנים godine godina godinu rokom rokmi letom letoma leti гады гадоў metus metų metai gada gadiem gadu aasta aastat ári árum vit vjet vjetëve sena snin bhliain bliana bliain blwyddyn flynedd any anys urte წლის տարի il жыл yil ýyl сол жилийн жил کال کاله يىل ஆண்டுகளுக்கு ஆண்டிற்கு ஆண்டு சில సంవత్సరం సంవత్సరాల વર્ષ ਸਾਲ ವರ್ಷದ ವರ್ಷಗಳ വർഷം වසර වසරකට ବର୍ଷ বছর ឆ្នាំ ປີ နှစ် taon ዓመት ዓመታት mwaka miaka sannad sannadood shekara shekaru joer ár वर्षे sal
    uk/hour: години година год годину
    bg/year: години година
    mk/year: години година
    sr/year: године година
    ms/second: saat
    minute=30: полчаса півгодини půlhodinou pół_godziny half_an_hour half_hour media_hora une_demi_heure einer_halben_stunde mezz_ora meia_hora 半小时 半小時 半個小時
    second=2: ثانيتين ثانيتان
    minute=2: دقيقتين دقيقتان
    hour=2: ساعتين ساعتان שעתיים sagħtejn
    day=2: يومين يومان יומיים jumejn
    week=2: أسبوعين اسبوعين أسبوعان שבועיים ġimagħtejn
    month=2: شهرين شهران חודשיים xahrejn
    year=2: سنتين عامين سنتان שנתיים sentejn
    minute.ago: perce मिनिटापूर्वी मिनिटांपूर्वी
    hour.ago: órája तासापूर्वी तासांपूर्वी
    day.ago: วันที่ผ่านมา วันที่แล้ว दिवसापूर्वी दिवसांपूर्वी
    week.ago: आठवड्यापूर्वी आठवड्यांपूर्वी
    month.ago: hónapja महिन्यापूर्वी महिन्यांपूर्वी
    year.ago: वर्षापूर्वी वर्षांपूर्वी
    second.ago: सेकंदापूर्वी सेकंदांपूर्वी
    ago: अगाडि अघि khr ပြီးခဲ့သည့် da_ta_gabata suka_wuce da_suka_wuce ya_gabata sẹ́yìn gara_aga dura gara odlule edlule ezedlule olwedlule ཧེ་མ་ སྔོན་ öň berî פֿאַר צוריק ago hace há atrás il_y_a vor fa назад тому 前 之前 以前 전 قبل منذ مضت پیش पहले पूर्व আগে পূর্বে yang_lalu lalu önce evvel trước cách_đây ที่แล้ว ที่ผ่านมา ก่อน มาแล้ว temu geleden acum în_urmă πριν před ezelőtt sedan siden sidan sitten לפני пре pre prije pred преди пред таму prieš pirms eest tagasi síðan fyrir më_parë ilu ó_shin yn_ôl hai duela წინ առաջ əvvəl öncə бұрын мурун oldin avval олдин аввал öň пеш өмнө پہلے مخکې وړاندې ئىلگىرى لەمەوبەر لەمەوپێش beriya_niha முன்பு முன் முன்னர் క్రితం पूर्वी अघि पहिले પહેલાં પહેલા ਪਹਿਲਾਂ ಹಿಂದೆ മുമ്പ് മുൻപ് පෙර කට_පෙර පෙරදී ପୂର୍ବେ আগতে পূৰ্বে پهرين اڳ មុន កន្លងទៅ ກ່ອນ ແລ້ວ က အကြာ ခန့်က nakalipas ang_nakalipas nakaraan በፊት ቅድሚ iliyopita zilizopita uliopita yaliyopita kahor ka_hor da_suka_gabata suka_gabata suka_shude da_ya_gabata gelede viru virun элек dilluar indietro back antaŭ retro
    filler: vremena یک ایک vài mấy بضع بضعة 한 yg wenigen weniger few several couple quelques alcuni pochi poucos alguns algunos pocos několika kilka кілька несколько birkaç enkele några noen nogle muutama néhány câteva μερικά λίγα 几 幾 数 몇 une egy jedna jednu jeden jednym jednou один одну одна одне одна един една једног jedan jednog jednu yksi satu ένας μιας una um uma ena eno één eén isang bat 半 for för fyri واحد واحدة ከ about approximately around over almost nearly less_than more_than an a one some unos unas un una uno aproximadamente cerca_de menos_de más_de environ moins_de plus_de einer einem eine ein eines etwa circa ca rund около примерно менее_чем более_чем 約 约 大約 大约 약 حوالي نحو أقل_من حدود लगभग करीब প্রায় sekitar kurang_dari yaklaşık khoảng ประมาณ około mniej_niż ok приблизно ongeveer minder_dan een aproximativ mai_puțin_de o περίπου από μία μια ένα asi přibližně zhruba hodně körülbelül kb omkring mindre_än en et ett noin כ oko mai_mult_de meno_di più_di da_meno_di uma um mniej_więcej takriban kama isang isa bir এক एक μιας ਇੱਕ 个 đây về και and und y e i og och ja és şi и і та và และ & with ku cu od de_acum з
    number=2: שתי שני
    hu/day.ago: napja
    hu/hour.ago: órája
    hu/minute.ago: perce
    hu/week.ago: hete
    hu/month.ago: hónapja
    hu/year.ago: éve
    om/hour: sa_aatii sa_atii
    om/day: guyyaa guyyoota
    om/minute: daqiiqaa
    om/week: torbee torban
    om/month: ji_a
    om/year: waggaa waggoota
    yi/hour: שעה שעהן
    yi/day: טאָג טעג
    yi/minute: מינוט
    yi/week: וואָך וואָכן
    yi/month: חודש חדשים
    yi/year: יאָר
    os/day: бон боны
    os/hour: сахаты сахат
    os/ago: размӕ раздӕр
    ku/day: roj rojê rojan
    ku/hour: saet saetê saetan
    ku/minute: deqîqe xulek
    ku/week: hefte hefteyê
    ku/month: meh mehê mehan
    ku/year: sal salê salan
    de/none: hier
    nl/none: hier
    en/none: led pro ion med lip sub dub ara maw gor tach hier leo ma sot dje duh jana ahir ira oz yau juzi set out mai mag gen mac sen lis dan here tra du avg abr ene dic dal real
    hu/year: évvel
    ar/minute: د
    ar/hour: س
    """
}
