extension DateWords {
  /// The names of the months of other calendars, in the format of `months` with calendars as
  /// headings.
  ///
  /// Sources: Unicode CLDR (hebrew, islamic, persian, ethiopic) and spellings in newspapers.
  static let otherMonths: StaticString = """
    solarHijri: فروردین,فروردين,حمل,farvardin,وری اردیبهشت,اردیبهشتماه,ثور,ordibehesht,غویی خرداد,جوزا,khordad,غبرگولی تیر,سرطان,tir,چنگاښ مرداد,امرداد,اسد,mordad,زمری شهریور,سنبله,shahrivar,وږی مهر,میزان,mehr,تله آبان,عقرب,aban,لړم آذر,قوس,azar,لیندۍ دی,جدی,dey,مرغومی بهمن,دلو,bahman,سلواغه اسفند,حوت,esfand,کب
    solarHijri: خاکەلێوە بانەمەڕ جۆزەردان پووشپەڕ گەلاوێژ خەرمانان ڕەزبەر خەزەڵوەر سەرماوەز بەفرانبار ڕێبەندان ڕەشەمە
    islamic: محرم,المحرم,محرم_الحرام,muharram,muharrem,muharam,মহররম صفر,safar,safer,সফর ربيع_الأول,ربیع_الاول,ربيع_أول,ربيع١,rabi_i,rabi_al_awwal,rabiulawal,rebiülevvel,রবিউল_আউয়াল ربيع_الآخر,ربيع_الثاني,ربیع_الثانی,rabi_ii,rabi_al_thani,rabi_al_akhir,rabiulakhir,rebiülahir,রবিউস_সানি جمادى_الأولى,جمادى_الاول,جمادی_الاول,جمادی_الاولی,jumada_i,jumada_al_awwal,jamadilawal,jumadilawal,cemaziyelevvel,জমাদিউল_আউয়াল جمادى_الآخرة,جمادى_الثانية,جمادی_الثانی,جمادی_الثانیه,جمادى_الآخر,jumada_ii,jumada_al_akhirah,jumada_al_thani,jamadilakhir,jumadilakhir,cemaziyelahir,জমাদিউস_সানি رجب,رجب_المرجب,rajab,rejab,recep,রজব شعبان,شعبان_المعظم,shaban,shaaban,syaaban,syakban,şaban,শাবান رمضان,رمضان_المبارك,رمضان_المبارک,ramadan,ramazan,ramadhan,রমজান شوال,شوّال,شوال_المکرم,shawwal,syawal,şevval,শাওয়াল ذو_القعدة,ذي_القعدة,ذیقعده,ذی_القعدہ,ذوالقعدة,ذیقعدہ,ذوالقعده,zulkaedah,zulkaidah,zilkade,dhu_al_qadah,dhul_qadah,dhul_qidah,জিলকদ ذو_الحجة,ذي_الحجة,ذیحجه,ذی_الحجہ,ذوالحجة,ذوالحجه,zulhijjah,zulhijah,zilhicce,dhu_al_hijjah,dhul_hijjah,dhu_l_hijjah,জিলহজ
    hebrew: תשרי,בתשרי,tishri,tishrei חשון,חשוון,בחשוון,בחשון,מרחשון,מרחשוון,cheshvan,heshvan כסלו,בכסלו,kislev טבת,בטבת,tevet,teves שבט,בשבט,shevat,shvat אדר_א,באדר_א,אדר_ראשון,adar_i אדר,באדר,אדר_ב,באדר_ב,אדר_שני,adar,adar_ii ניסן,בניסן,nisan,nissan אייר,באייר,iyar,iyyar סיוון,סיון,בסיוון,בסיון,sivan תמוז,בתמוז,tammuz,tamuz אב,באב,מנחם_אב,av אלול,באלול,elul
    ethiopic: መስከረም,meskerem ጥቅምት,ጥቅምቲ,tikimt ኅዳር,ህዳር,ሕዳር,hidar ታኅሣሥ,ታህሳስ,ታኅሳስ,ታሕሳስ,tahsas ጥር,ጥሪ,tirr የካቲት,ለካቲት,yekatit መጋቢት,megabit ሚያዝያ,ሚያዚያ,miyazya ግንቦት,ጉንበት,ginbot ሰኔ,ሰነ,sene ሐምሌ,ሓምለ,ሃምሌ,hamle ነሐሴ,ነሓሰ,ነሃሴ,nehasse ጳጉሜን,ጳጉሜ,ጷጉሜ,pagume
    bikramSambat: वैशाख,बैशाख,बैसाख,baisakh,baishakh जेठ,ज्येष्ठ,जेष्ठ,jestha,jeth असार,आषाढ,अषाढ,asar,ashadh साउन,श्रावण,साउण,shrawan,saun भदौ,भाद्र,bhadra,bhadau असोज,आश्विन,asoj,ashwin कार्तिक,कात्तिक,kartik मंसिर,मङ्सिर,मार्ग,mangsir पुस,पुष,पौष,poush,push माघ,magh फागुन,फाल्गुन,फागुण,falgun,phagun चैत,चैत्र,chaitra,chait
    bangla: বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন,ফাগুন চৈত্র
    """
}
