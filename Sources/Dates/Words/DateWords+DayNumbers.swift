extension DateWords {
  /// The days of the month in words, in the format of `DateWords`: thirty-one groups of forms per
  /// language, cardinal and ordinal numbers in the cases that dates have.
  ///
  /// A word that has another meaning in dates, such as that of a weekday or an article, is left out.
  ///
  /// Sources: Unicode CLDR (rule-based number formats), and grammars for the ordinals that it lacks.
  static let dayNumbers: StaticString = """
    ~en: - two three,third four,fourth five,fifth six,sixth seven,seventh eight,eighth nine,ninth
      ten,tenth eleven,eleventh twelve,twelfth thirteen,thirteenth fourteen,fourteenth
      fifteen,fifteenth sixteen,sixteenth seventeen,seventeenth eighteen,eighteenth
      nineteen,nineteenth twenty,twentieth twenty_one,twenty_first twenty_two,twenty_second
      twenty_three,twenty_third twenty_four,twenty_fourth twenty_five,twenty_fifth
      twenty_six,twenty_sixth twenty_seven,twenty_seventh twenty_eight,twenty_eighth
      twenty_nine,twenty_ninth thirty,thirtieth thirty_one,thirty_first
    ~es: primero - tres,tercero cuatro,cuarto cinco,quinto seis,sexto siete,séptimo ocho,octavo
      nueve,noveno diez,décimo decimoprimero doce,decimosegundo trece,decimotercero
      catorce,decimocuarto quince,decimoquinto dieciséis,decimosexto diecisiete,decimoséptimo
      dieciocho,decimoctavo diecinueve,decimonoveno veinte,vigésimo
      veintiún,veintiuno,vigésimo_primero veintidós,vigésimo_segundo veintitrés,vigésimo_tercero
      veinticuatro,vigésimo_cuarto veinticinco,vigésimo_quinto veintiséis,vigésimo_sexto
      veintisiete,vigésimo_séptimo veintiocho,vigésimo_octavo veintinueve,vigésimo_noveno
      treinta,trigésimo treinta_y_un,treinta_y_uno,trigésimo_primero
    ~pt: primeiro dois três,terceiro quatro,quarto cinco,quinto seis,sexto sete,sétimo oito,oitavo
      nove,nono décimo onze,décimo_primeiro doze,décimo_segundo treze,décimo_terceiro
      catorze,décimo_quarto quinze,décimo_quinto dezesseis,décimo_sexto dezessete,décimo_sétimo
      dezoito,décimo_oitavo dezenove,décimo_nono vinte,vigésimo vinte_e_um,vigésimo_primeiro
      vinte_e_dois,vigésimo_segundo vinte_e_três,vigésimo_terceiro vinte_e_quatro,vigésimo_quarto
      vinte_e_cinco,vigésimo_quinto vinte_e_seis,vigésimo_sexto vinte_e_sete,vigésimo_sétimo
      vinte_e_oito,vigésimo_oitavo vinte_e_nove,vigésimo_nono trinta,trigésimo
      trinta_e_um,trigésimo_primeiro
    ~fr: premier deux,deuxième trois,troisième quatre,quatrième cinq,cinquième six,sixième septième
      huit,huitième neuf,neuvième dix,dixième onze,onzième douze,douzième treize,treizième
      quatorze,quatorzième quinze,quinzième seize,seizième dix_sept,dix_septième
      dix_huit,dix_huitième dix_neuf,dix_neuvième vingt,vingtième vingt_et_un,vingt_et_unième
      vingt_deux,vingt_deuxième vingt_trois,vingt_troisième vingt_quatre,vingt_quatrième
      vingt_cinq,vingt_cinquième vingt_six,vingt_sixième vingt_sept,vingt_septième
      vingt_huit,vingt_huitième vingt_neuf,vingt_neuvième trente,trentième
      trente_et_un,trente_et_unième
    ~de: eins,erste,ersten,erster zwei,zweite,zweiten,zweiter drei,dritte,dritten,dritter
      vier,vierte,vierten,vierter fünf,fünfte,fünften,fünfter sechs,sechste,sechsten,sechster
      sieben,siebte,siebten,siebter acht,achte,achten,achter neun,neunte,neunten,neunter
      zehn,zehnte,zehnten,zehnter elf,elfte,elften,elfter zwölf,zwölfte,zwölften,zwölfter
      dreizehn,dreizehnte,dreizehnten,dreizehnter vierzehn,vierzehnte,vierzehnten,vierzehnter
      fünfzehn,fünfzehnte,fünfzehnten,fünfzehnter sechzehn,sechzehnte,sechzehnten,sechzehnter
      siebzehn,siebzehnte,siebzehnten,siebzehnter achtzehn,achtzehnte,achtzehnten,achtzehnter
      neunzehn,neunzehnte,neunzehnten,neunzehnter zwanzig,zwanzigste,zwanzigsten,zwanzigster
      einundzwanzig,einundzwanzigste,einundzwanzigsten,einundzwanzigster
      zweiundzwanzig,zweiundzwanzigste,zweiundzwanzigsten,zweiundzwanzigster
      dreiundzwanzig,dreiundzwanzigste,dreiundzwanzigsten,dreiundzwanzigster
      vierundzwanzig,vierundzwanzigste,vierundzwanzigsten,vierundzwanzigster
      fünfundzwanzig,fünfundzwanzigste,fünfundzwanzigsten,fünfundzwanzigster
      sechsundzwanzig,sechsundzwanzigste,sechsundzwanzigsten,sechsundzwanzigster
      siebenundzwanzig,siebenundzwanzigste,siebenundzwanzigsten,siebenundzwanzigster
      achtundzwanzig,achtundzwanzigste,achtundzwanzigsten,achtundzwanzigster
      neunundzwanzig,neunundzwanzigste,neunundzwanzigsten,neunundzwanzigster
      dreißig,dreißigste,dreißigsten,dreißigster
      einunddreißig,einunddreißigste,einunddreißigsten,einunddreißigster
    ~it: primo due tre,terzo quattro,quarto cinque,quinto sei,sesto sette,settimo otto,ottavo
      nove,nono dieci,decimo undici,undicesimo dodici,dodicesimo tredici,tredicesimo
      quattordici,quattordicesimo quindici,quindicesimo sedici,sedicesimo
      diciassette,diciassettesimo diciotto,diciottesimo diciannove,diciannovesimo venti,ventesimo
      ventuno,ventunesimo ventidue,ventiduesimo ventitré,ventitreesimo ventiquattro,ventiquattresimo
      venticinque,venticinquesimo ventisei,ventiseiesimo ventisette,ventisettesimo
      ventotto,ventottesimo ventinove,ventinovesimo trenta,trentesimo trentuno,trentunesimo
    ~ru: первое,первого два,второе,второго три,третье,третьего четыре,четвертое,четвертого
      пять,пятое,пятого шесть,шестое,шестого семь,седьмое,седьмого восемь,восьмое,восьмого
      девять,девятое,девятого десять,десятое,десятого одиннадцать,одиннадцатое,одиннадцатого
      двенадцать,двенадцатое,двенадцатого тринадцать,тринадцатое,тринадцатого
      четырнадцать,четырнадцатое,четырнадцатого пятнадцать,пятнадцатое,пятнадцатого
      шестнадцать,шестнадцатое,шестнадцатого семнадцать,семнадцатое,семнадцатого
      восемнадцать,восемнадцатое,восемнадцатого девятнадцать,девятнадцатое,девятнадцатого
      двадцать,двадцатое,двадцатого двадцать_один,двадцать_первое,двадцать_первого
      двадцать_два,двадцать_второе,двадцать_второго двадцать_три,двадцать_третье,двадцать_третьего
      двадцать_четыре,двадцать_четвертое,двадцать_четвертого
      двадцать_пять,двадцать_пятое,двадцать_пятого двадцать_шесть,двадцать_шестое,двадцать_шестого
      двадцать_семь,двадцать_седьмое,двадцать_седьмого
      двадцать_восемь,двадцать_восьмое,двадцать_восьмого
      двадцать_девять,двадцать_девятое,двадцать_девятого тридцать,тридцатое,тридцатого
      тридцать_один,тридцать_первое,тридцать_первого
    ~uk: першого,перше два,другого,друге три,третього,третє чотири,четвертого,четверте
      пʼять,пʼятого,пʼяте шість,шостого,шосте сім,сьомого,сьоме вісім,восьмого,восьме
      девʼять,девʼятого,девʼяте десять,десятого,десяте одинадцять,одинадцятого,одинадцяте
      дванадцять,дванадцятого,дванадцяте тринадцять,тринадцятого,тринадцяте
      чотирнадцять,чотирнадцятого,чотирнадцяте пʼятнадцять,пʼятнадцятого,пʼятнадцяте
      шістнадцять,шістнадцятого,шістнадцяте сімнадцять,сімнадцятого,сімнадцяте
      вісімнадцять,вісімнадцятого,вісімнадцяте девʼятнадцять,девʼятнадцятого,девʼятнадцяте
      двадцять,двадцятого,двадцяте двадцять_один,двадцять_першого,двадцять_перше
      двадцять_два,двадцять_другого,двадцять_друге двадцять_три,двадцять_третього,двадцять_третє
      двадцять_чотири,двадцять_четвертого,двадцять_четверте
      двадцять_пʼять,двадцять_пʼятого,двадцять_пʼяте двадцять_шість,двадцять_шостого,двадцять_шосте
      двадцять_сім,двадцять_сьомого,двадцять_сьоме двадцять_вісім,двадцять_восьмого,двадцять_восьме
      двадцять_девʼять,двадцять_девʼятого,двадцять_девʼяте тридцять,тридцятого,тридцяте
      тридцять_один,тридцять_першого,тридцять_перше
    ~be: адзiн,першае,першага два,другое,другога тры,трэццяе,трэцяга чатыры,чацьвертае,чацвёртага
      пяць,пятае,пятага шэсць,шостае,шостага сем,сёмае,сёмага восем,восьмае,восьмага
      дзевяць,дзявятае,дзявятага дзесяць,дзясятае,дзясятага адзінаццаць,адзінаццатае,адзінаццатага
      дванаццаць,дванаццатае,дванаццатага трынаццаць,трынаццатае,трынаццатага
      чатырнаццаць,чатырнаццатае,чатырнаццатага пятнаццаць,пятнаццатае,пятнаццатага
      шаснаццаць,шаснаццатае,шаснаццатага сямнаццаць,сямнаццатае,семнаццатага
      васямнаццаць,васямнаццатае,васямнаццатага дзевятнаццаць,дзевятнаццатае,дзевятнаццатага
      дваццаць,дваццатае,дваццатага дваццаць_адзiн,дваццаць_першае,дваццаць_першага
      дваццаць_два,дваццаць_другое,дваццаць_другога дваццаць_тры,дваццаць_трэццяе,дваццаць_трэцяга
      дваццаць_чатыры,дваццаць_чацьвертае,дваццаць_чацвёртага
      дваццаць_пяць,дваццаць_пятае,дваццаць_пятага дваццаць_шэсць,дваццаць_шостае,дваццаць_шостага
      дваццаць_сем,дваццаць_сёмае,дваццаць_сёмага дваццаць_восем,дваццаць_восьмае,дваццаць_восьмага
      дваццаць_дзевяць,дваццаць_дзявятае,дваццаць_дзявятага трыццаць,трыццатае,трыццатага
      трыццаць_адзiн,трыццаць_першае,трыццаць_першага
    ~bg: едно,първи,първо две,втори,второ три,трети,трето четири,четвърти,четвърто пети,пето
      шест,шести,шесто седем,седми,седмо осем,осми,осмо девет,девети,девето десет,десети,десето
      единайсет,единадесет,единайсети,единадесети,единайсето,единадесето
      дванайсет,дванадесет,дванайсети,дванадесети,дванайсето,дванадесето
      тринайсет,тринадесет,тринайсети,тринадесети,тринайсето,тринадесето
      четиринайсет,четиринадесет,четиринайсети,четиринадесети,четиринайсето,четиринадесето
      петнайсет,петнадесет,петнайсети,петнадесети,петнайсето,петнадесето
      шестнайсет,шестнадесет,шестнайсети,шестнадесети,шестнайсето,шестнадесето
      седемнайсет,седемнадесет,седемнайсети,седемнадесети,седемнайсето,седемнадесето
      осемнайсет,осемнадесет,осемнайсети,осемнадесети,осемнайсето,осемнадесето
      деветнайсет,деветнадесет,деветнайсети,деветнадесети,деветнайсето,деветнадесето
      двайсет,двадесет,двайсети,двадесети,двайсето,двадесето
      двайсет_и_едно,двадесет_и_едно,двайсет_и_първи,двадесет_и_първи,двайсет_и_първо,двадесет_и_първо
      двайсет_и_две,двадесет_и_две,двайсет_и_втори,двадесет_и_втори,двайсет_и_второ,двадесет_и_второ
      двайсет_и_три,двадесет_и_три,двайсет_и_трети,двадесет_и_трети,двайсет_и_трето,двадесет_и_трето
      двайсет_и_четири,двадесет_и_четири,двайсет_и_четвърти,двадесет_и_четвърти,двайсет_и_четвърто,двадесет_и_четвърто
      двайсет_и_пет,двадесет_и_пет,двайсет_и_пети,двадесет_и_пети,двайсет_и_пето,двадесет_и_пето
      двайсет_и_шест,двадесет_и_шест,двайсет_и_шести,двадесет_и_шести,двайсет_и_шесто,двадесет_и_шесто
      двайсет_и_седем,двадесет_и_седем,двайсет_и_седми,двадесет_и_седми,двайсет_и_седмо,двадесет_и_седмо
      двайсет_и_осем,двадесет_и_осем,двайсет_и_осми,двадесет_и_осми,двайсет_и_осмо,двадесет_и_осмо
      двайсет_и_девет,двадесет_и_девет,двайсет_и_девети,двадесет_и_девети,двайсет_и_девето,двадесет_и_девето
      трийсет,тридесет,трийсети,тридесети,трийсето,тридесето
      трийсет_и_едно,тридесет_и_едно,трийсет_и_първи,тридесет_и_първи,трийсет_и_първо,тридесет_и_първо
    ~pl: pierwszego dwa,drugiego trzy,trzeciego cztery,czwartego pięć,piątego sześć,szóstego
      siedem,siódmego osiem,ósmego dziewięć,dziewiątego dziesięć,dziesiątego jedenaście,jedenastego
      dwanaście,dwunastego trzynaście,trzynastego czternaście,czternastego piętnaście,piętnastego
      szesnaście,szesnastego siedemnaście,siedemnastego osiemnaście,osiemnastego
      dziewiętnaście,dziewiętnastego dwadzieścia,dwudziestego
      dwadzieścia_jeden,dwudziestego_pierwszego dwadzieścia_dwa,dwudziestego_drugiego
      dwadzieścia_trzy,dwudziestego_trzeciego dwadzieścia_cztery,dwudziestego_czwartego
      dwadzieścia_pięć,dwudziestego_piątego dwadzieścia_sześć,dwudziestego_szóstego
      dwadzieścia_siedem,dwudziestego_siódmego dwadzieścia_osiem,dwudziestego_ósmego
      dwadzieścia_dziewięć,dwudziestego_dziewiątego trzydzieści,trzydziestego
      trzydzieści_jeden,trzydziestego_pierwszego
    ~nl: eerste twee,tweede drie,derde vier,vierde vijf,vijfde zes,zesde zeven,zevende acht,achtste
      negen,negende tien,tiende elf,elfde twaalf,twaalfde dertien,dertiende veertien,veertiende
      vijftien,vijftiende zestien,zestiende zeventien,zeventiende achttien,achttiende
      negentien,negentiende twintig,twintigste eenentwintig,eenentwintigste
      tweeëntwintig,tweeëntwintigste drieëntwintig,drieëntwintigste vierentwintig,vierentwintigste
      vijfentwintig,vijfentwintigste zesentwintig,zesentwintigste zevenentwintig,zevenentwintigste
      achtentwintig,achtentwintigste negenentwintig,negenentwintigste dertig,dertigste
      eenendertig,eenendertigste
    ~sv: första två,andra tre,tredje fyra,fjärde fem,femte sjätte sju,sjunde åtta,åttonde nio,nionde
      tio,tionde elva,elfte tolv,tolfte tretton,trettonde fjorton,fjortonde femton,femtonde
      sexton,sextonde sjutton,sjuttonde arton,artonde nitton,nittonde tjugo,tjugonde
      tjugoett,tjugoförsta tjugotvå,tjugoandra tjugotre,tjugotredje tjugofyra,tjugofjärde
      tjugofem,tjugofemte tjugosex,tjugosjätte tjugosju,tjugosjunde tjugoåtta,tjugoåttonde
      tjugonio,tjugonionde trettio,trettionde trettioett,trettioförsta
    ~da: første anden tre,tredje fire,fjerde fem,femte seks,sjette syv,syvende otte,ottende
      ni,niende tiende elleve,ellevte tolv,tolvte tretten,trettende fjorten,fjortende
      femten,femtende seksten,sekstende sytten,syttende atten,attende nitten,nittende tyve,tyvende
      enogtyve,etogtyvende toogtyve,toogtyvende treogtyve,treogtyvende fireogtyve,fireogtyvende
      femogtyve,femogtyvende seksogtyve,seksogtyvende syvogtyve,syvogtyvende
      otteogtyve,otteogtyvende niogtyve,niogtyvende tredive,tredivte enogtredive,etogtredivte
    ~nb: første andre tre,tredje fire,fjerde fem,femte seks,sjette sju,sjuende åtte,åttende
      ni,niende tiende elleve,ellevte tolv,tolvte tretten,trettende fjorten,fjortende
      femten,femtende seksten,sekstende sytten,syttende atten,attende nitten,nittende tjue,tjueende
      tjueén,tjueførste tjueto,tjueandre tjuetre,tjuetredje tjuefire,tjuefjerde tjuefem,tjuefemte
      tjueseks,tjuesjette tjuesju,tjuesjuende tjueåtte,tjueåttende tjueni,tjueniende
      tretti,trettiende trettién,trettiførste
    ~fi: ensimmäinen,ensimmäisen,ensimmäisenä kaksi,toinen,toisen,toisena
      kolme,kolmas,kolmannen,kolmantena neljä,neljäs,neljännen,neljäntenä
      viisi,viides,viidennen,viidentenä kuusi,kuudes,kuudennen,kuudentena
      seitsemän,seitsemäs,seitsemännen,seitsemäntenä kahdeksan,kahdeksas,kahdeksannen,kahdeksantena
      yhdeksän,yhdeksäs,yhdeksännen,yhdeksäntenä kymmenen,kymmenes,kymmenennen,kymmenentenä
      yksitoista,yhdestoista,yhdennentoista,yhdentenätoista
      kaksitoista,kahdestoista,kahdennentoista,kahdentenatoista
      kolmetoista,kolmastoista,kolmannentoista,kolmantenatoista
      neljätoista,neljästoista,neljännentoista,neljäntenätoista
      viisitoista,viidestoista,viidennentoista,viidentenätoista
      kuusitoista,kuudestoista,kuudennentoista,kuudentenatoista
      seitsemäntoista,seitsemästoista,seitsemännentoista,seitsemäntenätoista
      kahdeksantoista,kahdeksastoista,kahdeksannentoista,kahdeksantenatoista
      yhdeksäntoista,yhdeksästoista,yhdeksännentoista,yhdeksäntenätoista
      kaksikymmentä,kahdeskymmenes,kahdennenkymmenennen,kahdentenakymmenentenä
      kaksikymmentäyksi,kahdeskymmenesensimmäinen,kahdennenkymmenennenensimmäisen,kahdentenakymmenentenäensimmäisenä
      kaksikymmentäkaksi,kahdeskymmenestoinen,kahdennenkymmenennentoisen,kahdentenakymmenentenätoisena
      kaksikymmentäkolme,kahdeskymmeneskolmas,kahdennenkymmenennenkolmannen,kahdentenakymmenentenäkolmantena
      kaksikymmentäneljä,kahdeskymmenesneljäs,kahdennenkymmenennenneljännen,kahdentenakymmenentenäneljäntenä
      kaksikymmentäviisi,kahdeskymmenesviides,kahdennenkymmenennenviidennen,kahdentenakymmenentenäviidentenä
      kaksikymmentäkuusi,kahdeskymmeneskuudes,kahdennenkymmenennenkuudennen,kahdentenakymmenentenäkuudentena
      kaksikymmentäseitsemän,kahdeskymmenesseitsemäs,kahdennenkymmenennenseitsemännen,kahdentenakymmenentenäseitsemäntenä
      kaksikymmentäkahdeksan,kahdeskymmeneskahdeksas,kahdennenkymmenennenkahdeksannen,kahdentenakymmenentenäkahdeksantena
      kaksikymmentäyhdeksän,kahdeskymmenesyhdeksäs,kahdennenkymmenennenyhdeksännen,kahdentenakymmenentenäyhdeksäntenä
      kolmekymmentä,kolmaskymmenes,kolmannenkymmenennen,kolmantenakymmenentenä
      kolmekymmentäyksi,kolmaskymmenesensimmäinen,kolmannenkymmenennenensimmäisen,kolmantenakymmenentenäensimmäisenä
    ~tr: birinci iki,ikinci üç,üçüncü dört,dördüncü beş,beşinci altı,altıncı yedi,yedinci
      sekiz,sekizinci dokuz,dokuzuncu onuncu on_bir,on_birinci on_iki,on_ikinci on_üç,on_üçüncü
      on_dört,on_dördüncü on_beş,on_beşinci on_altı,on_altıncı on_yedi,on_yedinci
      on_sekiz,on_sekizinci on_dokuz,on_dokuzuncu yirmi,yirminci yirmi_bir,yirmi_birinci
      yirmi_iki,yirmi_ikinci yirmi_üç,yirmi_üçüncü yirmi_dört,yirmi_dördüncü yirmi_beş,yirmi_beşinci
      yirmi_altı,yirmi_altıncı yirmi_yedi,yirmi_yedinci yirmi_sekiz,yirmi_sekizinci
      yirmi_dokuz,yirmi_dokuzuncu otuz,otuzuncu otuz_bir,otuz_birinci
    ~az: birinci iki,ikinci üç,üçüncü dörd,dördüncü beş,beşinci altı,altıncı yeddi,yeddinci
      səkkiz,səkkizinci doqquz,doqquzuncu onuncu on_bir,on_birinci on_iki,on_ikinci on_üç,on_üçüncü
      on_dörd,on_dördüncü on_beş,on_beşinci on_altı,on_altıncı on_yeddi,on_yeddinci
      on_səkkiz,on_səkkizinci on_doqquz,on_doqquzuncu iyirmi,iyirminci iyirmi_bir,iyirmi_birinci
      iyirmi_iki,iyirmi_ikinci iyirmi_üç,iyirmi_üçüncü iyirmi_dörd,iyirmi_dördüncü
      iyirmi_beş,iyirmi_beşinci iyirmi_altı,iyirmi_altıncı iyirmi_yeddi,iyirmi_yeddinci
      iyirmi_səkkiz,iyirmi_səkkizinci iyirmi_doqquz,iyirmi_doqquzuncu otuz,otuzuncu
      otuz_bir,otuz_birinci
    ~fa: اول,یکم دو,دوم سه,سوم چهار,چهارم پنج,پنجم شش,ششم هفت,هفتم هشت,هشتم نه,نهم ده,دهم
      یازده,یازدهم دوازده,دوازدهم سیزده,سیزدهم چهارده,چهاردهم پانزده,پانزدهم شانزده,شانزدهم
      هفده,هفدهم هجده,هجدهم نوزده,نوزدهم بیست,بیستم بیست_و_یک,بیست_ویک,بیست_و_یکم,بیست_ویکم
      بیست_و_دو,بیست_ودو,بیست_و_دوم,بیست_ودوم بیست_و_سه,بیست_وسه,بیست_و_سوم,بیست_وسوم
      بیست_و_چهار,بیست_وچهار,بیست_و_چهارم,بیست_وچهارم بیست_و_پنج,بیست_وپنج,بیست_و_پنجم,بیست_وپنجم
      بیست_و_شش,بیست_وشش,بیست_و_ششم,بیست_وششم بیست_و_هفت,بیست_وهفت,بیست_و_هفتم,بیست_وهفتم
      بیست_و_هشت,بیست_وهشت,بیست_و_هشتم,بیست_وهشتم بیست_و_نه,بیست_ونه,بیست_و_نهم,بیست_ونهم
      سی,سی_ام,سیم سی_و_یک,سی_ویک,سی_و_یکم,سی_ویکم
    ~ar: الأول إثنان,الثاني ثلاثة,الثالث أربعة,الرابع خمسة,الخامس ستة,السادس سبعة,السابع
      ثمانية,الثامن تسعة,التاسع عشرة,العاشر إحدى_عشر,الحادي_عشر إثنا_عشر,الثاني_عشر
      ثلاثة_عشر,الثالث_عشر أربعة_عشر,الرابع_عشر خمسة_عشر,الخامس_عشر ستة_عشر,السادس_عشر
      سبعة_عشر,السابع_عشر ثمانية_عشر,الثامن_عشر تسعة_عشر,التاسع_عشر عشرون,العشرون,العشرين
      واحد_وعشرون,الحادي_والعشرون,الحادي_والعشرين إثنان_وعشرون,الثاني_والعشرون,الثاني_والعشرين
      ثلاثة_وعشرون,الثالث_والعشرون,الثالث_والعشرين أربعة_وعشرون,الرابع_والعشرون,الرابع_والعشرين
      خمسة_وعشرون,الخامس_والعشرون,الخامس_والعشرين ستة_وعشرون,السادس_والعشرون,السادس_والعشرين
      سبعة_وعشرون,السابع_والعشرون,السابع_والعشرين ثمانية_وعشرون,الثامن_والعشرون,الثامن_والعشرين
      تسعة_وعشرون,التاسع_والعشرون,التاسع_والعشرين ثلاثون,الثلاثون,الثلاثين
      واحد_وثلاثون,الحادي_والثلاثون,الحادي_والثلاثين
    ~he: אחד - שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה אחד_עשר שניים_עשר שלושה_עשר ארבעה_עשר
      חמישה_עשר שישה_עשר שבעה_עשר שמונה_עשר תשעה_עשר עשרים עשרים_ואחד עשרים_ושניים עשרים_ושלושה
      עשרים_וארבעה עשרים_וחמישה עשרים_ושישה עשרים_ושבעה עשרים_ושמונה עשרים_ותשעה שלושים שלושים_ואחד
    ~hi: - दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पन्द्रह सोलह सत्रह अठारह उन्नीस बीस
      इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस
    ~id: - dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas tiga_belas
      empat_belas lima_belas enam_belas tujuh_belas delapan_belas sembilan_belas dua_puluh
      dua_puluh_satu dua_puluh_dua dua_puluh_tiga dua_puluh_empat dua_puluh_lima dua_puluh_enam
      dua_puluh_tujuh dua_puluh_delapan dua_puluh_sembilan tiga_puluh tiga_puluh_satu
    ~ms: - dua tiga empat lima enam tujuh lapan sembilan sepuluh sebelas dua_belas tiga_belas
      empat_belas lima_belas enam_belas tujuh_belas lapan_belas sembilan_belas dua_puluh
      dua_puluh_satu dua_puluh_dua dua_puluh_tiga dua_puluh_empat dua_puluh_lima dua_puluh_enam
      dua_puluh_tujuh dua_puluh_lapan dua_puluh_sembilan tiga_puluh tiga_puluh_satu
    ~vi: - - ba bốn - sáu bảy tám chín mười mười_một mười_hai mười_ba mười_bốn mười_lăm mười_sáu
      mười_bảy mười_tám mười_chín hai_mươi hai_mươi_mốt hai_mươi_hai hai_mươi_ba hai_mươi_tư
      hai_mươi_lăm hai_mươi_sáu hai_mươi_bảy hai_mươi_tám hai_mươi_chín ba_mươi ba_mươi_mốt
    ~el: πρώτη δύο,δεύτερη τρία τέσσερα πέντε έξι,έκτη επτά,έβδομη οκτώ,όγδοη εννέα,ένατη
      δέκα,δέκατη έντεκα,ενδέκατη δώδεκα,δωδέκατη δεκατρία,δέκατη_τρίτη δεκατέσσερα,δέκατη_τέταρτη
      δεκαπέντε,δέκατη_πέμπτη δεκαέξι,δέκατη_έκτη δεκαεπτά,δέκατη_έβδομη δεκαοκτώ,δέκατη_όγδοη
      δεκαεννέα,δέκατη_ένατη είκοσι,εικοστή είκοσι_ένα,εικοστή_πρώτη είκοσι_δύο,εικοστή_δεύτερη
      είκοσι_τρία,εικοστή_τρίτη είκοσι_τέσσερα,εικοστή_τέταρτη είκοσι_πέντε,εικοστή_πέμπτη
      είκοσι_έξι,εικοστή_έκτη είκοσι_επτά,εικοστή_έβδομη είκοσι_οκτώ,εικοστή_όγδοη
      είκοσι_εννέα,εικοστή_ένατη τριάντα,τριακοστή τριάντα_ένα,τριακοστή_πρώτη
    ~ro: unu,întâi doi trei patru cinci şase şapte opt nouă zece unsprezece doisprezece treisprezece
      patrusprezece cincisprezece şasesprezece şaptesprezece optsprezece nouăsprezece douăzeci
      douăzeci_şi_unu douăzeci_şi_doi douăzeci_şi_trei douăzeci_şi_patru douăzeci_şi_cinci
      douăzeci_şi_şase douăzeci_şi_şapte douăzeci_şi_opt douăzeci_şi_nouă treizeci treizeci_şi_unu
    ~cs: prvního dva,druhého třetího čtyři,čtvrtého pátého šest,šestého sedm,sedmého osm,osmého
      devět,devátého deset,desátého jedenáct,jedenáctého dvanáct,dvanáctého třináct,třináctého
      čtrnáct,čtrnáctého patnáct,patnáctého šestnáct,šestnáctého sedmnáct,sedmnáctého
      osmnáct,osmnáctého devatenáct,devatenáctého dvacet,dvacátého dvacet_jeden,dvacátého_prvního
      dvacet_dva,dvacátého_druhého dvacet_tři,dvacátého_třetího dvacet_čtyři,dvacátého_čtvrtého
      dvacet_pět,dvacátého_pátého dvacet_šest,dvacátého_šestého dvacet_sedm,dvacátého_sedmého
      dvacet_osm,dvacátého_osmého dvacet_devět,dvacátého_devátého třicet,třicátého
      třicet_jeden,třicátého_prvního
    ~sk: prvého dva,druhého tretieho štyri,štvrtého päť,piateho šesť,šiesteho sedem,siedmeho
      osem,ôsmeho deväť,deviateho desať,desiateho jedenásť,jedenásteho dvanásť,dvanásteho
      trinásť,trinásteho štrnásť,štrnásteho pätnásť,pätnásteho šestnásť,šestnásteho
      sedemnásť,sedemnásteho osemnásť,osemnásteho devätnásť,devätnásteho dvadsať,dvadsiateho
      dvadsaťjeden,dvadsiateho_prvého dvadsaťdva,dvadsiateho_druhého dvadsaťtri,dvadsiateho_tretieho
      dvadsaťštyri,dvadsiateho_štvrtého dvadsaťpäť,dvadsiateho_piateho
      dvadsaťšesť,dvadsiateho_šiesteho dvadsaťsedem,dvadsiateho_siedmeho
      dvadsaťosem,dvadsiateho_ôsmeho dvadsaťdeväť,dvadsiateho_deviateho tridsať,tridsiateho
      tridsaťjeden,tridsiateho_prvého
    ~sl: prvega dva,drugega tretjega štiri,četrtega petega šest,šestega sedem,sedmega osem,osmega
      devet,devetega deset,desetega enajst,enajstega dvanajst,dvanajstega trinajst,trinajstega
      štrinajst,štirinajstega petnajst,petnajstega šestnajst,šestnajstega sedemnajst,sedemnajstega
      asemnajst,osemnajstega devetnajst,devetnajstega dvaset,dvajsetega dvaset_ena,enaindvajsetega
      dvaset_dva,dvaindvajsetega dvaset_tri,triindvajsetega dvaset_štiri,štiriindvajsetega
      dvaset_pet,petindvajsetega dvaset_šest,šestindvajsetega dvaset_sedem,sedemindvajsetega
      dvaset_osem,osemindvajsetega dvaset_devet,devetindvajsetega trideset,tridesetega
      trideset_ena,enaintridesetega
    ~hr: prvi,prvog dva,drugi,drugog treći,trećeg četiri,četvrti,četvrtog peti,petog
      šest,šesti,šestog sedam,sedmi,sedmog osam,osmi,osmog devet,deveti,devetog deset,deseti,desetog
      jedanaest,jedanaesti,jedanaestog dvanaest,dvanaesti,dvanaestog trinaest,trinaesti,trinaestog
      četrnaest,četrnaesti,četrnaestog petnaest,petnaesti,petnaestog šesnaest,šesnaesti,šesnaestog
      sedamnaest,sedamnaesti,sedamnaestog osamnaest,osamnaesti,osamnaestog
      devetnaest,devetnaesti,devetnaestog dvadeset,dvadeseti,dvadesetog
      dvadeset_i_jedan,dvadeset_prvi,dvadeset_prvog dvadeset_i_dva,dvadeset_drugi,dvadeset_drugog
      dvadeset_i_tri,dvadeset_treći,dvadeset_trećeg
      dvadeset_i_četiri,dvadeset_četvrti,dvadeset_četvrtog
      dvadeset_i_pet,dvadeset_peti,dvadeset_petog dvadeset_i_šest,dvadeset_šesti,dvadeset_šestog
      dvadeset_i_sedam,dvadeset_sedmi,dvadeset_sedmog dvadeset_i_osam,dvadeset_osmi,dvadeset_osmog
      dvadeset_i_devet,dvadeset_deveti,dvadeset_devetog trideset,trideseti,tridesetog
      trideset_i_jedan,trideset_prvi,trideset_prvog
    ~sr: један,први,првог,prvog два,други,другог,drugog три,трећи,трећег,trećeg
      четири,четврти,четвртог,četvrtog пети,петог,petog шест,шести,шестог,šestog
      седам,седми,седмог,sedmog осам,осми,осмог,osmog девет,девети,деветог,devetog
      десет,десети,десетог,desetog једанаест,једанаести,једанаестог,jedanaestog
      дванаест,дванаести,дванаестог,dvanaestog тринаест,тринаести,тринаестог,trinaestog
      четрнаест,четрнаести,четрнаестог,četrnaestog петнаест,петнаести,петнаестог,petnaestog
      шеснаест,шеснаести,шеснаестог,šesnaestog седамнаест,седамнаести,седамнаестог,sedamnaestog
      осамнаест,осамнаести,осамнаестог,osamnaestog деветнаест,деветнаести,деветнаестог,devetnaestog
      двадесет,двадесети,двадесетог,dvadesetog
      двадесет_и_један,двадесет_и_први,двадесет_првог,dvadeset_prvog
      двадесет_и_два,двадесет_и_други,двадесет_другог,dvadeset_drugog
      двадесет_и_три,двадесет_и_трећи,двадесет_трећег,dvadeset_trećeg
      двадесет_и_четири,двадесет_и_четврти,двадесет_четвртог,dvadeset_četvrtog
      двадесет_и_пет,двадесет_и_пети,двадесет_петог,dvadeset_petog
      двадесет_и_шест,двадесет_и_шести,двадесет_шестог,dvadeset_šestog
      двадесет_и_седам,двадесет_и_седми,двадесет_седмог,dvadeset_sedmog
      двадесет_и_осам,двадесет_и_осми,двадесет_осмог,dvadeset_osmog
      двадесет_и_девет,двадесет_и_девети,двадесет_деветог,dvadeset_devetog
      тридесет,тридесети,тридесетог,tridesetog
      тридесет_и_један,тридесет_и_први,тридесет_првог,trideset_prvog
    ~hu: első,elseje,elsején kettő,második,másodika,másodikán,másodikáán
      három,harmadik,harmadika,harmadikán négy,negyedik,negyedike,negyedikén
      öt,ötödik,ötödike,ötödikén hat,hatodik,hatodika,hatodikán hét,hetedik,hetedike,hetedikén
      nyolc,nyolcadik,nyolcadika,nyolcadikán kilenc,kilencedik,kilencedike,kilencedikén
      tíz,tizedik,tizedike,tizedikén tizenegy,tizenegyedik,tizenegyedike,tizenegyedikén
      tizenkettő,tizenkettedik,tizenkettedike,tizenkettedikén
      tizenhárom,tizenharmadik,tizenharmadika,tizenharmadikán
      tizennégy,tizennegyedik,tizennegyedike,tizennegyedikén
      tizenöt,tizenötödik,tizenötödike,tizenötödikén
      tizenhat,tizenhatodik,tizenhatodika,tizenhatodikán
      tizenhét,tizenhetedik,tizenhetedike,tizenhetedikén
      tizennyolc,tizennyolcadik,tizennyolcadika,tizennyolcadikán
      tizenkilenc,tizenkilencedik,tizenkilencedike,tizenkilencedikén
      húsz,huszadik,huszadika,huszadikán huszonegy,huszonegyedik,huszonegyedike,huszonegyedikén
      huszonkettő,huszonkettedik,huszonkettedike,huszonkettedikén
      huszonhárom,huszonharmadik,huszonharmadika,huszonharmadikán
      huszonnégy,huszonnegyedik,huszonnegyedike,huszonnegyedikén
      huszonöt,huszonötödik,huszonötödike,huszonötödikén
      huszonhat,huszonhatodik,huszonhatodika,huszonhatodikán
      huszonhét,huszonhetedik,huszonhetedike,huszonhetedikén
      huszonnyolc,huszonnyolcadik,huszonnyolcadika,huszonnyolcadikán
      huszonkilenc,huszonkilencedik,huszonkilencedike,huszonkilencedikén
      harminc,harmincadik,harmincadika,harmincadikán
      harmincegy,harmincegyedik,harmincegyedike,harmincegyedikén
    ~et: üks,esimene kaks,teine kolm,kolmas neli,neljas viis,viies kuus,kuues seitse,seitsmes
      kaheksa,kaheksas üheksa,üheksas kümme,kümnes üksteist,üheteistkümnes kaksteist,kaheteistkümnes
      kolmteist,kolmeteistkümnes neliteist,neljateistkümnes viisteist,viieteistkümnes
      kuusteist,kuueteistkümnes seitseteist,seitsmeteistkümnes kaheksateist,kaheksateistkümnes
      üheksateist,üheksateistkümnes kakskümmend,kahekümnes kakskümmend_üks,kahekümne_esimene
      kakskümmend_kaks,kahekümne_teine kakskümmend_kolm,kahekümne_kolmas
      kakskümmend_neli,kahekümne_neljas kakskümmend_viis,kahekümne_viies
      kakskümmend_kuus,kahekümne_kuues kakskümmend_seitse,kahekümne_seitsmes
      kakskümmend_kaheksa,kahekümne_kaheksas kakskümmend_üheksa,kahekümne_üheksas
      kolmkümmend,kolmekümnes kolmkümmend_üks,kolmekümne_esimene
    ~lv: viens,pirmais,pirmajā divi,otrais,otrajā trīs,trešais,trešajā četri,ceturtais,ceturtajā
      pieci,piektais,piektajā seši,sestais,sestajā septiņi,septītais,septītajā
      astoņi,astotais,astotajā deviņi,devītais,devītajā desmit,desmitais,desmitajā
      vienpadsmit,vienpadsmitais,vienpadsmitajā divpadsmit,divpadsmitais,divpadsmitajā
      trīspadsmit,trīspadsmitais,trīspadsmitajā četrpadsmit,četrpadsmitais,četrpadsmitajā
      piecpadsmit,piecpadsmitais,piecpadsmitajā sešpadsmit,sešpadsmitais,sešpadsmitajā
      septiņpadsmit,septiņpadsmitais,septiņpadsmitajā astoņpadsmit,astoņpadsmitais,astoņpadsmitajā
      deviņpadsmit,deviņpadsmitais,deviņpadsmitajā divdesmit,divdesmitais,divdesmitajā
      divdesmit_viens,divdesmit_pirmais,divdesmit_pirmajā
      divdesmit_divi,divdesmit_otrais,divdesmit_otrajā
      divdesmit_trīs,divdesmit_trešais,divdesmit_trešajā
      divdesmit_četri,divdesmit_ceturtais,divdesmit_ceturtajā
      divdesmit_pieci,divdesmit_piektais,divdesmit_piektajā
      divdesmit_seši,divdesmit_sestais,divdesmit_sestajā
      divdesmit_septiņi,divdesmit_septītais,divdesmit_septītajā
      divdesmit_astoņi,divdesmit_astotais,divdesmit_astotajā
      divdesmit_deviņi,divdesmit_devītais,divdesmit_devītajā trīsdesmit,trīsdesmitais,trīsdesmitajā
      trīsdesmit_viens,trīsdesmit_pirmais,trīsdesmit_pirmajā
    ~lt: vienas,pirmąją antrąją trys,trečiąją keturi,ketvirtąją penki,penktąją šeši,šeštąją
      septyni,septintąją aštuoni,aštuntąją devyni,devintąją dešimt,dešimtąją
      vienuolika,vienuoliktąją dvylika,dvyliktąją trylika,tryliktąją keturiolika,keturioliktąją
      penkiolika,penkioliktąją šešiolika,šešioliktąją septyniolika,septynioliktąją
      aštuoniolika,aštuonioliktąją devyniolika,devynioliktąją dvidešimt,dvidešimtąją
      dvidešimt_vienas,dvidešimt_pirmąją dvidešimt_du,dvidešimt_antrąją
      dvidešimt_trys,dvidešimt_trečiąją dvidešimt_keturi,dvidešimt_ketvirtąją
      dvidešimt_penki,dvidešimt_penktąją dvidešimt_šeši,dvidešimt_šeštąją
      dvidešimt_septyni,dvidešimt_septintąją dvidešimt_aštuoni,dvidešimt_aštuntąją
      dvidešimt_devyni,dvidešimt_devintąją trisdešimt,trisdešimtąją
      trisdešimt_vienas,trisdešimt_pirmąją
    ~is: einn,fyrsti tveir,annar þrír,þriðji fjórir,fjórði fimm,fimmti sjötti sjó,sjöundi
      átta,áttundi níu,níundi tíundi ellefu,ellefti tólf,tólfti þrettán,þrettándi fjórtán,fjórtándi
      fimmtán,fimmtándi sextán,sextándi sautján,sautjándi átján,átjándi nítján,nítjándi
      tuttugu,tuttugasti tuttugu_og_einn,tuttugasti_og_fyrsti tuttugu_og_tveir,tuttugasti_og_annar
      tuttugu_og_þrír,tuttugasti_og_þriðji tuttugu_og_fjórir,tuttugasti_og_fjórði
      tuttugu_og_fimm,tuttugasti_og_fimmti tuttugu_og_sex,tuttugasti_og_sjötti
      tuttugu_og_sjó,tuttugasti_og_sjöundi tuttugu_og_átta,tuttugasti_og_áttundi
      tuttugu_og_níu,tuttugasti_og_níundi þrjátíu,þrítugasti þrjátíu_og_einn,þrítugasti_og_fyrsti
    ~ca: - - tres quatre cinc - - vuit nou deu onze dotze tretze catorze quinze setze disset divuit
      dinou vint vint_i_u vint_i_dos vint_i_tres vint_i_quatre vint_i_cinc vint_i_sis vint_i_set
      vint_i_vuit vint_i_nou trenta trenta_u
    ~sq: parë,i_parë dy tre katër pesë gjashtë shtatë tetë nëntë dhjetë njëmbëdhjetë dymbëdhjetë
      trembëdhjetë katërmbëdhjetë pesëmbëdhjetë gjashtëmbëdhjetë shtatëmbëdhjetë tetëmbëdhjetë
      nëntëmbëdhjetë njëzet njëzet_e_një njëzet_e_dy njëzet_e_tre njëzet_e_katër njëzet_e_pesë
      njëzet_e_gjashtë njëzet_e_shtatë njëzet_e_tetë njëzet_e_nëntë tridhjetë tridhjetë_e_një
    ~mk: еден два три четири - шест седум осум девет десет единаесет дванаесет тринаесет
      четиринаесет петнаесет шеснаесет седумнаесет осумнаесет деветнаесет дваесет дваесет_и_еден
      дваесет_и_два дваесет_и_три дваесет_и_четири дваесет_и_пет дваесет_и_шест дваесет_и_седум
      дваесет_и_осум дваесет_и_девет триесет триесет_и_еден
    ~ka: ერთი,პირველ,პირველი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა ათი თერთმეტი თორმეტი ცამეტი
      თოთხმეტი თხუთმეტი თექვსმეტი ჩვიდმეტი თრვამეტი ცხრამეტი ოცი ოცდაერთი ოცდაორი ოცდასამი ოცდაოთხი
      ოცდახუთი ოცდაექვსი ოცდაშვიდი ოცდარვა ოცდაცხრა ოცდაათი ოცდათერთმეტი
    ~hy: մեկ երկու երեք չորս հինգ վեց յոթ ութ ինը տասն տասնմեկ տասներկու տասներեք տասնչորս տասնհինգ
      տասնվեց տասնյոթ տասնութ տասնինը քսան քսանմեկ քսաներկու քսաներեք քսանչորս քսանհինգ քսանվեց
      քսանյոթ քսանութ քսանինը երեսուն երեսունմեկ
    ~kk: бір,бірінші екі,екінші үш,үшінші төрт,төртінші бес,бесінші алты,алтыншы жеті,жетінші
      сегіз,сегізінші тоғыз,тоғызыншы оныншы он_бір,он_бірінші он_екі,он_екінші он_үш,он_үшінші
      он_төрт,он_төртінші он_бес,он_бесінші он_алты,он_алтыншы он_жеті,он_жетінші
      он_сегіз,он_сегізінші он_тоғыз,он_тоғызыншы жиырма,жиырмасыншы жиырма_бір,жиырма_бірінші
      жиырма_екі,жиырма_екінші жиырма_үш,жиырма_үшінші жиырма_төрт,жиырма_төртінші
      жиырма_бес,жиырма_бесінші жиырма_алты,жиырма_алтыншы жиырма_жеті,жиырма_жетінші
      жиырма_сегіз,жиырма_сегізінші жиырма_тоғыз,жиырма_тоғызыншы отыз,отызыншы
      отыз_бір,отыз_бірінші
    ~af: eerste twee,tweede drie,derde vier,vierde vyf,vyfde ses,sesde sewe,sewede agtde nege,negede
      tien,tiende elf,elfde twaalf,twaalfde dertien,dertiende veertien,veertiende vyftien,vyftiende
      sestien,sestiende sewentien,sewentiende agttien,agttiende negentien,negentiende
      twintig,twintigste een_en_twintig,een_en_twintigste twee_en_twintig,twee_en_twintigste
      drie_en_twintig,drie_en_twintigste vier_en_twintig,vier_en_twintigste
      vyf_en_twintig,vyf_en_twintigste ses_en_twintig,ses_en_twintigste
      sewe_en_twintig,sewe_en_twintigste agt_en_twintig,agt_en_twintigste
      nege_en_twintig,nege_en_twintigste dertig,dertigste een_en_dertig,een_en_dertigste
    ~th: หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบเอ็ด สิบสอง สิบสาม สิบสี่ สิบห้า สิบหก
      สิบเจ็ด สิบแปด สิบเก้า ยี่สิบ ยี่สิบเอ็ด ยี่สิบสอง ยี่สิบสาม ยี่สิบสี่ ยี่สิบห้า ยี่สิบหก
      ยี่สิบเจ็ด ยี่สิบแปด ยี่สิบเก้า สามสิบ สามสิบเอ็ด
    ~fil: - dalawá tatló ápat limá anim pitó waló siyám sampû labíng_isá labíng_dalawá labíng_tatló
      labíng_ápat labíng_limá labíng_anim labíng_pitó labíng_waló labíng_siyám dalawáng_pû
      dalawáng_pû’t_isá dalawáng_pû’t_dalawá dalawáng_pû’t_tatló dalawáng_pû’t_ápat
      dalawáng_pû’t_limá dalawáng_pû’t_anim dalawáng_pû’t_pitó dalawáng_pû’t_waló
      dalawáng_pû’t_siyám tatlóng_pû tatlóng_pû’t_isá
    """
}
