extension DateWords {
  /// The words of times relative to now that have this meaning in one language only, mostly
  /// abbreviations, in the format of `relative`.
  ///
  /// Source: Unicode CLDR (relative fields).
  static let languageSpecificRelative: StaticString = """
    es/month: m
    es/year: a
    fr/day: j
    fr/month: m
    it/day: g gg
    ru/year: л
    hi/second: से
    hi/minute: मि
    hi/hour: घं
    id/second: dtk
    id/day: h
    id/week: mgg
    id/day=-2: selumbari
    ms/second: saat
    ms/week: mgu
    ms/day=-2: kelmarin
    tr/second: sn
    tr/hour: sa
    tr/week: hf
    pl/week: tyg
    pl/month: mies
    uk/second: с
    uk/hour: години год
    uk/year: р
    ro/week: săpt
    el/ago: πριν_από
    el/hour: ώ
    el/day: ημ
    el/week: εβδ
    cs/week: týd
    cs/year: r l
    sv/week: v
    sv/month: mån
    da/month: md
    nb/hour: t
    nb/week: u v
    nb/month: md
    fi/hour: t
    fi/day: pv
    fi/week: vk
    fi/month: kk
    fi/year: v
    fi/day=-2: toissap
    he/second: שנ שתי_שנ
    he/hour: שע
    he/week: שב
    sr/day: д
    sr/year: године година god
    sr/hour: č
    sr/week: ned
    hr/week: tj
    hr/month: mj
    hr/year: g
    bs/week: sed
    bs/month: mj
    bs/year: god
    sk/week: týž
    sk/year: r
    sl/week: ted
    bg/week: седм
    bg/month: м
    bg/year: година години
    mk/year: година години
    be/second: с
    be/hour: гадз
    be/week: тыд
    lt/week: sav
    lt/year: m
    lv/hour: st
    lv/week: ned
    lv/year: g
    et/hour: t
    et/day: p
    et/week: näd
    et/month: kuu
    et/year: a
    is/month: mán
    mt/second: sekondi
    mt/hour: sigħat
    mt/year: sa_sena
    mt/day=-2: jumejn_ilu
    ga/second: soic shoic
    ga/hour: uair_an_chloig
    ga/week: scht shcht
    ga/year: bhl bl
    cy/second: eil
    cy/minute: mun
    cy/week: ws
    cy/year: flynyddoedd bl
    ca/week: setm
    ka/second: წმ
    ka/minute: წთ
    ka/hour: სთ
    ka/week: კვ
    hy/second: վրկ
    hy/minute: ր
    hy/hour: ժ
    hy/week: շաբ
    hy/year: տ
    hy/day=-2: երեկ_չէ_առաջի_օրը
    kk/hour: сағ
    kk/week: ап
    kk/year: ж
    kk/day=-2: алдыңғы_күні
    ky/minute: мүн
    ky/week: апт
    uz/year: йил
    tk/second: sekunt
    tk/hour: sag
    tk/day: g
    tk/week: hep
    tg/second: сон
    tg/minute: дақ
    tg/hour: ст
    tg/week: ҳ
    tg/month: м
    tg/year: с
    mn/hour: ц
    mn/week: хоногийн
    ur/month: ماہ
    ps/second: ثانيه ثانيې
    ps/minute: دقيقه
    ug/second: سېكۇنت
    ta/second: வி
    ta/minute: நிமி
    ta/hour: ம
    ta/week: வார
    ta/month: மாத
    ta/day=-2: நேற்று_முன்_தினம்
    te/second: సెక
    te/minute: నిమి
    te/hour: గం
    te/year: సం
    mr/second: सेकंदापूर्वी सेकंदांपूर्वी से
    mr/minute: मिनिटापूर्वी मिनिटांपूर्वी मिनि
    mr/hour: तासापूर्वी तासांपूर्वी
    mr/day: दिवसापूर्वी दिवसांपूर्वी
    mr/week: आठवड्यापूर्वी आठवड्यांपूर्वी
    mr/month: महिन्यापूर्वी महिन्यांपूर्वी
    mr/year: वर्षापूर्वी वर्षांपूर्वी
    ne/second: सेकेन्ड
    ne/minute: मिनेट
    gu/week: અઠ
    gu/day=-2: ગયા_પરમદિવસે
    kn/second: ಸೆಕೆಂಡ್ ಸೆಕೆಂಡುಗಳ
    kn/month: ತಿಂಗಳು
    or/second: ସେ
    or/minute: ମି
    or/hour: ଘ
    or/week: ସପ୍ତା
    or/month: ମା
    or/year: ବ
    as/year: বছৰৰ
    as/day=-2: পৰহি
    sd/day=-1: ڪل
    fil/day=-2: araw_bago_ang_kahapon
    am/day=-2: ከትናንት_ወዲያ
    so/second: ilbrqsi
    so/minute: dqqd
    so/hour: scd
    so/day: mln mlmd
    so/week: tdbd
    so/year: snd
    af/hour: u
    af/month: md
    af/year: j
    af/day=-2: eergister
    lb/ago: viru_n
    lb/second: sekonn sekonnen
    lb/hour: st
    lb/month: m
    lb/year: j
    fo/minute: minuttir
    fo/hour: tími t
    fo/day: dagur da
    fo/week: vi
    fo/month: mánað mnð
    fo/day=-1: í_gjár
    fo/day=-2: fyrradagin
    tt/second: с
    tt/hour: сәгать сәг
    tt/week: атна
    tt/year: ел
    yi/day=0: היינט
    yi/day=-1: נעכטן
    kok/ago: आदीं
    kok/second: सेकंद से
    kok/minute: मिन्टां
    kok/hour: वरा
    kok/day: दीस
    kok/week: सप्तकां
    kok/month: म्हयन्यां
    kok/year: वर्सां वर्स
    kok/day=0: आयज
    mai/day: दिन_मे
    mai/year: बरख
    mai/day=0: आजुक_दिन
    mai/day=-1: काल्हिक_दिन बीतल_काल्हि
    sa/day=0: अद्य
    sa/day=-1: गतदिनम् ह्यः
    jv/ago: kepungkur
    jv/day: dina
    jv/month: sasi
    jv/year: taun
    jv/day=0: dino_iki
    su/day=0: dinten_ieu
    su/day=-1: kamari
    ceb/day=0: karong_adlawa
    ceb/day=-1: gahapon
    ti/second: ካልኢት
    ti/year: ዓ
    om/day=0: har_a
    om/day=-1: kaleessa
    yo/day=0: òní
    yo/day=-1: àná
    yo/day=-2: íjẹta
    ig/day=0: taa taata
    ig/day=-1: ụnyaahụ
    zu/second: isekhondi_eledlule amasekhondi_edlule
    zu/minute: iminithi_eledlule amaminithi_edlule
    zu/hour: ihora_eledlule
    zu/day: usuku_olwedlule izinsuku_ezedlule
    zu/month: inyanga_edlule izinyanga_ezedlule
    zu/year: unyaka_odlule iminyaka_edlule
    zu/day=-2: usuku_olwandulela_olwayizolo
    rn/day=0: uyu_musi
    sn/day=-1: nezuro
    mg/day=0: anio
    mg/day=-1: omaly
    wo/ago: ci_ginaaw
    wo/second: saa
    wo/minute: simili sim
    wo/hour: waxtu wax
    wo/day: fan
    wo/week: ayi_bis ayi_b
    wo/month: weer we
    wo/year: at
    wo/day=0: tay
    wo/day=-1: démb
    ff/day=0: hannde
    ff/day=-1: haŋki
    lg/day=0: lwaleero
    lg/day=-1: ggulo
    ln/day=0: lɛlɔ́
    ln/day=-1: lóbi_elékí
    ki/day=0: ũmũthĩ
    ki/day=-1: ira
    ast/second: segundu
    ast/week: selmana selmanes selm
    ast/year: añu
    ast/day=0: güei
    ast/day=-1: ayeri
    ast/day=-2: antayeri
    br/ago: zo
    br/second: eilenn
    br/minute: munut vunut
    br/hour: eur e
    br/day: deiz zeiz
    br/week: sizhun sizh
    br/month: miz viz
    br/year: bloaz vloaz bl
    br/day=0: hiziv
    br/day=-1: decʼh
    br/day=-2: dercʼhent_decʼh
    gd/ago: air_ais
    gd/second: diog dhiog diogan
    gd/minute: mhionaid mionaidean mhion mion
    gd/hour: uair_a_thìde uairean_a_thìde
    gd/day: latha làithean
    gd/week: seachdain sheachdain seachdainean sheachd seachd
    gd/month: mhìos mìosan mìos
    gd/year: bhliadhna bhliadhnaichean bhlia blia
    gd/day=0: an_diugh
    gd/day=-1: an_dè
    gd/day=-2: a_bhòin_dè
    fy/ago: lyn
    fy/second: sekonden
    fy/hour: oere
    fy/day: dei deien
    fy/week: wike wiken
    fy/month: moanne moannen
    fy/year: jier
    rm/day=0: oz
    rm/day=-1: ier
    rm/day=-2: stersas
    ia/second: secundas
    ia/minute: minutas
    ia/day: die
    ia/week: septimana septimanas sept
    ia/month: mense menses mns
    ia/year: annos
    ia/day=0: hodie
    ia/day=-1: heri
    qu/ago: qipa
    qu/second: segundu
    qu/hour: ura
    qu/day: punchaw
    qu/month: killa
    qu/year: watapi
    qu/day=0: kunan_punchaw
    qu/day=-1: qayna_punchaw
    ht/day: j
    ht/month: m
    to/ago: kuoʻosi
    to/second: sekoni
    to/minute: miniti
    to/hour: houa
    to/day: ʻaho
    to/week: uike
    to/month: māhina
    to/year: taʻu
    to/day=0: ʻahó_ni ʻani
    to/day=-1: ʻaneafi ʻane
    to/day=-2: ʻaneheafi ʻahn
    mi/day=0: i_tēnei_rā
    mi/day=-1: inanahi
    sah/ago: өттүгэр
    sah/second: сөкүүндэ_ынараа сөк_анараа
    sah/minute: мүнүүтэ_ынараа
    sah/hour: чаас_ынараа
    sah/day: күн_ынараа
    sah/week: нэдиэлэ_анараа
    sah/month: ый_ынараа
    sah/year: сыл_ынараа
    sah/day=-1: бэҕэһээ
    sah/day=-2: иллэрээ_күн
    ce/ago: хьалха
    ce/minute: минот
    ce/hour: сахьт сахь
    ce/day: де д
    ce/week: кӏира кӏир
    ce/month: бутт б
    ce/year: шо ш
    ce/day=0: тахана
    ce/day=-1: селхана
    os/hour: сахаты_размӕ
    os/day: бон_раздӕр боны_размӕ
    os/day=0: абон
    os/day=-1: знон
    os/day=-2: ӕндӕрӕбон
    cv/day=0: паян
    cv/day=-1: ӗнер
    sc/ago: a_como
    sc/second: segundu
    sc/day: die
    sc/week: chida chidas ch
    sc/year: annu annos
    sc/day=0: oe
    sc/day=-1: eris
    gsw/day=0: hüt
    gsw/day=-2: vorgeschter
    hsb/second: sekundomaj
    hsb/minute: minutomaj
    hsb/hour: hodźinu hodźinomaj hodźinami hodź
    hsb/day: dnjom dnjomaj dnjemi dnj
    hsb/week: tydźenjom tydźenjomaj tydźenjemi
    hsb/month: měsacom měsacomaj měsacami
    hsb/year: lětomaj lětami l
    hsb/day=0: dźensa dźens
    hsb/day=-1: wčera wčer
    dsb/ago: pśed
    dsb/second: sekundoma
    dsb/minute: minutoma
    dsb/hour: góźinu góźinoma góźinami góź
    dsb/day: dnjom dnjoma dnjami dnj
    dsb/week: tyźenjom tyźenjoma tyźenjami tyź
    dsb/month: mjasecom mjasecoma mjasecami mjas
    dsb/year: lětami l
    dsb/day=0: źinsa źins
    dsb/day=-1: cora cra
    fur/ago: indaûr
    fur/second: secont seconts
    fur/hour: oris
    fur/day: zornade zornadis
    fur/week: setemane setemanis
    fur/year: agns
    fur/day=0: vuê
    fur/day=-1: îr
    fur/day=-2: îr_l_altri
    se/ago: árat
    se/second: sekunda sekundda
    se/minute: minuhta minuhtta
    se/hour: diibmu diibmur
    se/day: jándor jándora
    se/week: vahku vahkku
    se/month: mánotbadji
    se/year: jahki jahkki
    se/day=0: odne
    se/day=-1: ikte
    se/day=-2: oovdebpeivvi
    zgh/day=0: ⴰⵙⵙⴰ
    zgh/day=-1: ⵉⴹⵍⵍⵉ
    sat/day=0: ᱛᱮᱦᱮᱧ
    sat/day=-1: ᱦᱚᱞᱟ
    doi/day=0: अज्ज
    doi/day=-1: जंदा_कल
    pcm/ago: wé_dọ́n_pas
    pcm/second: sẹ́kọn
    pcm/day: dè
    pcm/week: wik
    pcm/month: mọnt
    pcm/year: yiẹ
    pcm/day=0: todè
    pcm/day=-1: yẹ́stadè
    """
}
