extension DateWords {
  /// The words within and around absolute dates, in the format of `relative`.
  ///
  /// A zone has its offset in minutes east of UTC; an ambiguous name has the meaning that is most
  /// frequent in news.
  static let absolute: StaticString = """
    connector: လ འི་ཚེས་ འི་ د dhen su ཚེས་ ཚེས པའི་ཚེས་ ཚེ་ སྤྱི་ལོ་ སྤྱི་ of the de del d da di do dos la el le les il lo den dem der am an en em on à al a ta ng ya wa na ny van u v в во у от od dne dana vom ngày ที่ ឆ្នាំ ថ្ងៃទី ទី ខែ วันที่ เดือน の tanggal tgl tarihinde tarihli соли с kwa tarehe nos ao aos at um dal del' på i í o dnia z_dnia din data στις στην του της naşir mba ва đến lúc các แห่ง e ta’ av
    connector: الموافق الموافق_ل الموافق_لـ موافق مطابق بمطابق برابر_با من في يوم بتاريخ ب ל ב של ה ב־ את को के की का দিন তারিখ தேதி తేదీ తేది ತಾರೀಖು തീയതി දින දා ኣብ
    dateLabel: by автор โดย 记者 作者 記者 글 기자 発行 発表日 release_date for_immediate_release published updated posted modified created added filed decided issued released dated date last first last_updated last_modified publication update post upload uploaded effective written entered submitted as_of publ pub pubdate time edited revised originally live
    dateLabel: publicado publicada publicación actualizado actualizada actualización fecha última_actualización creado modificado atualizado atualizada atualização criado data postado publicação última publié publiée publication mis_à_jour mise_à_jour maj modifié créé posté le date_de_publication parution veröffentlicht aktualisiert erstellt stand datum geändert letzte_aktualisierung zuletzt veröffentlichung vom update pubblicato pubblicata aggiornato aggiornamento pubblicazione ultima_modifica inserito
    dateLabel: опубликовано опубликована обновлено обновлена дата добавлено размещено изменено создано публикация публикации дата_публикации время опубліковано оновлено створено дата_публікації публікація апублікавана абноўлена публикувано обновено публикувана објављено ажурирано објављена objavljeno ažurirano objavljena zadnja_izmjena posodobljeno publikováno aktualizováno zveřejněno vydáno vloženo publikované aktualizované zverejnené opublikowano aktualizacja opublikowane data_publikacji dodano zaktualizowano közzétéve frissítve megjelent létrehozva frissült gepubliceerd geplaatst bijgewerkt geüpdatet laatste_update publicerad uppdaterad publicerat skapad publiceret opdateret udgivet offentliggjort publisert oppdatert lagt_ut sist_oppdatert julkaistu päivitetty julkaisuaika avaldatud uuendatud muudetud publicēts atjaunots publicēta paskelbta atnaujinta publikuota birt uppfært publicat actualitzat publicada argitaratua eguneratua publikuar përditësuar actualizat publicat_la postat δημοσιεύθηκε δημοσιεύτηκε δημοσίευση ενημέρωση ενημερώθηκε ημερομηνία τελευταία_ενημέρωση τελευταία
    dateLabel: yayınlanma güncelleme giriş yayın_tarihi tarih yayınlandı güncellendi son_güncelleme yayımlanma tarihi dərc_edilib tarix yenilənib жарияланды жарияланған жаңартылды e_lon_qilingan yangilangan sana нийтэлсэн нийтлэгдсэн огноо шинэчилсэн გამოქვეყნდა თარიღი განახლდა հրապարակվել_է թարմացվել_է
    dateLabel: نشر نشرت نُشر تاريخ تاريخ_النشر آخر_تحديث تحديث نشر_في نشرت_في حرر_في تم_النشر أضيف منشور كتب تاریخ تاریخ_انتشار انتشار به_روز_رسانی بروزرسانی زمان_انتشار منتشر_شده آخرین_به_روزرسانی اشاعت شائع تازہ_ترین اپ_ڈیٹ تاریخ_اشاعت פורסם עודכן תאריך עדכון_אחרון פרסום נוצר פורסם_ב עודכן_ב
    dateLabel: प्रकाशित अपडेट अपडेटेड अद्यतन प्रकाशन तिथि दिनांक मिति प्रकाशित_मिति अंतिम_अपडेट पोस्ट প্রকাশ প্রকাশিত প্রকাশঃ আপডেট হালনাগাদ তারিখ প্রকাশের_সময় প্রকাশনার_সময় সর্বশেষ_আপডেট வெளியிடப்பட்ட பதிவு பதிவு_செய்த புதுப்பிக்கப்பட்டது வெளியீடு ప్రచురణ అప్‌డేట్ పోస్ట్ నవీకరణ પ્રકાશિત અપડેટ ਪ੍ਰਕਾਸ਼ਿਤ ਅੱਪਡੇਟ ಪ್ರಕಟಿತ ಪ್ರಕಟಣೆ ನವೀಕರಿಸಲಾಗಿದೆ പ്രസിദ്ധീകരിച്ചത് അപ്ഡേറ്റ് පළකළ යාවත්කාලීන ප්‍රකාශිත
    dateLabel: เผยแพร่ เผยแพร่เมื่อ อัปเดต อัพเดต อัปเดตล่าสุด ปรับปรุง ปรับปรุงล่าสุด โพสต์ วันที่เผยแพร่ ลงวันที่ เมื่อ ចេញផ្សាយ ផ្សាយ កែប្រែ បានផ្សាយ ເຜີຍແຜ່ ອັບເດດ ထုတ်ဝေ ရက်စွဲ diterbitkan dipublikasikan diperbarui terbit tayang dibuat diubah tarikh dikemas_kini kemaskini disiarkan kemas_kini đăng_lúc đăng_ngày cập_nhật xuất_bản ngày_đăng đã_đăng nai_publish inilathala na_update nailathala petsa imechapishwa ilichapishwa imesasishwa la_daabacay
    dateLabel: 发布 发布时间 发布日期 发表 发表时间 发表于 发布于 更新 更新时间 更新日期 时间 日期 来源 来源于 發布 發布日期 發佈 發佈日期 發佈時間 發布時間 發表 發表時間 更新時間 時間 來源 張貼 刊登日期 上架日期 公告日期 发稿时间 编辑 出版 公開 公開日 更新日 掲載 掲載日 投稿 投稿日 配信 配信日 最終更新 最終更新日 登録日 作成日 発表 発表日 公開日時 更新日時 日時 付 입력 기사입력 수정 등록 등록일 작성 작성일 승인 게시 게시일 최종수정 업데이트 송고 기사수정 최종 발행 발행일 기사등록 날짜 일시 보도 게재 ተለጠፈ ታትሟል
    ordinal: טן ی ێ ê st nd rd th er re ère e ª º o a го ое й я е ая ого де ste ter eme ième mh ú ад ci ji nci ncı ncu ncü inci ıncı én án jén ján i ei as is s ե ին ي ام उ वाँ லிருந்து ko eko an n en ean tan тан дин un ын ин da de ta р ый ий ої ва т št
    yearMark:  ခုနှစ် ခု_နှစ် ལོའི་ ལོ་ ལོ сыл 年 년 оны он г год года году гг р рік року роках ж жыл жылы жылғы жылдын йил yil yili yilda ел елның ý god godine godina godinu roku rok m metų gada gads gadā aasta aastal year yıl yılı yılında il ildə ili năm nam đ соли сол թ թվական թվականի წ წელი წლის წელს 年の සාලේ வருடம் ஆண்டு సంవత్సరం سال السنة عام سنة م ዓ_ም ዓመት ዓም เอ kelî urteko eko ҫ ҫул аз
    monthMark: 月 월 сар сарын сард 月份 ayı kuu kk
    dayMark: day ရက် ရက်နေ့ ရက်_နေ့ 日 号 號 일 өдөр өдрийн өдөрт д d den dan ден día jour hari tag день дня өд күні күн kun ቀን นี้ 日付 일자 일_발 일부 일에 일의 日刊 日消息 日付け da
    hourMark: h hs hrs hr час часа часов ч 時 时 點 点 点钟 點鐘 시 giờ g u uur uhr val godz ura saat ժ น hod kell
    minuteMark: min m мин 分 分钟 분 phút p dk mn хв минут
    secondMark: s sec сек 秒 초 giây
    timeMark: at um uhr hrs hours kl klo kello klokken klockan kell kella ob o v в у о ore alle ora las a_las às as à heures heure h hs hora horas uur om saat saati เวลา น นาฬิกา lúc vào_lúc pukul jam pkl na στις ώρα ώρες time o'clock часов час ч год об u sati godz godzina gdz plkst val 時 时间 時間 시각 الساعة ساعة ساعت عند على_الساعة בשעה ב ב- saa ساعتِ वाजता वाजून बजे को সময় টায় মিনিটে మణి чи soat соат сағат саат цагт цаг δημ στο ժամը alle_ore los hv orë në ora_e a_les kwa
    am: بن སྔ་དྲོ་ am a_m vorm vormittags vormittag mañana manhã matin mattina утра ранку 上午 早上 凌晨 清晨 午前 오전 새벽 아침 ص صباحا صباحًا ق_ظ قظ पूर्वाह्न सुबह সকাল ভোর ভোরে pagi sáng ก่อนเที่ยง rano ráno dop dopoledne dopoldne dopoludnia délelőtt f_m aamulla לפנה_צ לפנהצ לפני_הצהריים пре_подне prijepodne prije_podne преди_обяд претпладне priešpiet priekšp πμ π_μ صبح غم पूर्वा காலை முற்பகல் ఉదయం સવારે ਸਵੇਰੇ ಬೆಳಗ್ಗೆ രാവിലെ පෙව පෙ_ව ព្រឹក ເຊົ້າ နံနက် umaga asubuhi ጥዋት ጠዋት subaxnimo үө ү_ө paradite e_paradites dopołdnja таңкы günortadan_öň amiaza ب_ن dimineața
    pm: دن ཕྱི་དྲོ་ pm p_m nachm nachmittags nachmittag abends tarde noche noite soir après_midi pomeriggio sera вечера дня вечора 下午 晚上 傍晚 中午 午後 夜 오후 저녁 밤 م مساء مساءً ظهرا ب_ظ بظ अपराह्न शाम दोपहर रात বিকাল বিকেল সন্ধ্যা রাত দুপুর sore malam siang petang chiều tối บ่าย หลังเที่ยง po_południu wieczorem odp odpoledne pop popoldne popoludní popoludnia večer du délután este illalla אחה_צ אחהצ בערב אחרי_הצהריים поподне popodne poslijepodne след_обяд попладне popiet pēcp μμ μ_μ عصر شب غو பிற்பகல் மாலை இரவு సాయంత్రం రాత్రి મધ્યાહ્ન સાંજે ਸ਼ਾਮ ಸಂಜೆ വൈകിട്ട് പവ ප_ව පව ល្ងាច យប់ ແລງ ညနေ hapon gabi jioni usiku mchana ከሰዓት ማታ galabnimo үх ү_х pasdite e_pasdites popołdnju د_ن دوای_نیوەڕۆ
    zone=0: gmt utc ut z wet greenwich گرینویچ جرينتش غرينتش توقيت_غرينتش بتوقيت_غرينتش بتوقيت_جرينتش
    zone=60: bst cet mez wat met
    zone=120: cest mesz eet cat sast
    zone=180: eest msk мск trt eat по_мск по_московскому_времени بتوقيت_مكة
    zone=210: irst
    zone=240: gst samt
    zone=300: pkt uzt yekt
    zone=330: ist भारतीय_मानक_समय
    zone=345: npt
    zone=360: bdt almt
    zone=420: wib ict krat
    zone=480: wita hkt sgt myt awst pht 北京时间 北京時間
    zone=540: wit jst kst
    zone=570: acst
    zone=600: aest vlat
    zone=660: aedt
    zone=720: nzst
    zone=780: nzdt
    zone=-180: art brt brst adt
    zone=-240: edt ast
    zone=-300: est cdt et pet cot
    zone=-360: cst mdt ct
    zone=-420: mst pdt mt
    zone=-480: pst akdt pt
    zone=-540: akst
    zone=-600: hst
    eraBefore=juche: juche 주체 主体 主體 чучхе чжучхе djoutché dschutsche zuche zhuche чучхэ جوتشيه زوتشيه चूछे
    eraBefore=republic: 民國 民国 中華民國 minguo
    eraBefore=reiwa: 令和 reiwa
    eraBefore=heisei: 平成 heisei
    eraBefore=showa: 昭和 showa
    eraBefore=taisho: 大正 taisho
    eraBefore=meiji: 明治 meiji
    eraBefore=buddhist: พ_ศ พศ พุทธศักราช b_e ព_ស ພ_ສ
    eraBefore=common: ค_ศ คศ 公元 西元 西暦 서기 公曆
    eraAfter=hijri: هـ ه هجري هجرية ھ هجری_قمری ه_ق هق ah hijri hijriah hicri قمری
    eraAfter=solarHijri: هجری_شمسی ه_ش هش هـش هجری_خورشیدی شمسی خورشیدی ش
    eraAfter=buddhist: be
    eraAfter=common: ad ce م ميلادي ميلادية میلادی عیسوی ء خ
    eraAfter=ethiopic: ዓ_ም ዓም ዓመተ_ምህረት
    eraAfter=bikramSambat: वि_सं विसं bs
    eraAfter=bangla: বঙ্গাব্দ
    numberLabel: tel phone telephone fax mob mobile call page pages pg seite página pagina strana stránka sivu strona oldal sida side страница стр страніца сторінка tél téléphone teléfono telefono telefone telefon тел телефон факс телефони τηλ τηλέφωνο φαξ هاتف تلفون فاكس تلفن طلفون טל טלפון פקס फोन फ़ोन फैक्स ফোন 전화 팩스 电话 電話 传真 傳真 页 頁 ページ 쪽 페이지 صفحة صفحه صفحہ עמוד पेज पृष्ठ পৃষ্ঠা trang halaman หน้า isbn issn no nr № n° num número numéro nummer номер vol volume issue version ver v версия версія price room зал season saison temporada stagione сезон 赛季 賽季 시즌 シーズン sezon sezonu seizoen сезона kausi säsong sesong versión versione mobil gsm whatsapp hotline postcode zip plz score comments kommentare comentarios commentaires комментарии комментариев 评论 評論 コメント 댓글 views visitas vues aufrufe просмотров 次浏览 조회 조회수 浏览 浏览次数 阅读 閱讀 阅读量 hits photos 期
    untilWord: until till jusqu_au jusqu_à bis_zum bis_zu hasta_el hasta ateĵ до fino_al fino_a até t_o_m tot_en_met through thru upto deadline expires ends
    rangeWord: all to bis al au до по hasta a até till until through do til tot ad la έως μέχρι đến ถึง sampai hingga 至 到 から 부터 ~ إلى حتى تا تک עד থেকে से
    number=1: first primo primero primeiro premier ersten erster pierwszego первого першого prvního 元 нэгдүгээр một mot arba
    number=2: دو دوو दो দুই இரண்டு 두 two dos deux zwei due dois duas два две дві dwa dwie dvě twee två kaksi dua δύο хоёрдугаар hai
    number=3: سه تین तीन তিন ثلاث ثلاثة שלושה שלוש trzech 세 three tres trois drei tre três три trzy tři drie tiga гуравдугаар ba
    number=4: چهار چار चार চার أربع أربعة ארבעה ארבע four cuatro quatre vier quattro quatro четыре чотири дөрөвдүгээр tư
    number=5: پنج پانچ पांच পাঁচ خمس خمسة חמישה חמש five cinco cinq fünf cinque пять тавдугаар
    number=6: six seis sechs sei шесть зургаадугаар sáu
    number=7: seven siete sieben sette sete семь долоодугаар долдугаар bảy
    number=8: eight ocho huit acht otto oito восемь наймдугаар tám
    number=9: nine nueve neuf neun nove девять есдүгээр chín
    number=10: ten diez dix zehn dieci dez десять аравдугаар mười
    number=11: арван_нэгдүгээр mười_một
    number=12: арван_хоёрдугаар mười_hai
    monthMarkBefore: ཟླ་ ཟླ་བ་ tháng thg խ
    ja/eraLetter: r h s t m
    el/connector: την τον το
    it/connector: della dello
    ru/connector: на
    uk/connector: на
    bg/connector: на
    hu/connector: hó hónap hava havának
    hu/yearMark: évi
    sv/timeMark: vid
    tr/dayMark: günü
    hu/dayMark: napján napon napjára napi
    hu/timeMark: kor óra órakor perckor órától
    es/number=11: once
    fa/am: قبل_از_ظهر پیش_از_ظهر
    fa/pm: بعد_از_ظهر بعدازظهر
    uz/am: to
    uz/pm: tk
    vi/am: sa
    vi/pm: ch
    so/am: gh
    so/pm: gd
    af/am: vm
    af/pm: nm
    cy/am: yb
    cy/pm: yh
    ms/am: pg
    ms/pm: ptg
    is/am: fh
    is/pm: eh
    sv/am: fm
    sv/pm: em
    fi/am: ap
    fi/pm: ip
    tr/am: öö
    tr/pm: ös
    dispatch: 일발 日讯 日電 日电 日訊 日发 日發
    """
}
