/// The style and the icon of the pages. All pairs of colors have a contrast of at least 4.5.
enum StyleSheet {
  static let text = colors + frame + components + charts + narrow

  private static let colors = """
    :root {
      color-scheme: light dark;
      --back: #ffffff; --text: #1a1d21; --muted: #565d66; --link: #0b57d0; --line: #d8dce1;
      --soft: #f4f6f8;
      --good-back: #dcf2e3; --good: #0f5a2d; --warn-back: #fdefcf; --warn: #6b4400;
      --bad-back: #fbdcdc; --bad: #8c1414; --idle-back: #e7e9ec; --idle: #41474e;
      --shade0: #eceff2; --shade1: #bcd7f5; --shade2: #7fb0ea; --shade3: #3c82d6; --shade4: #124e96;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --back: #15181c; --text: #e6e8eb; --muted: #a9b1bb; --link: #8ab4f8; --line: #363c44;
        --soft: #1f2329;
        --good-back: #123d22; --good: #a5e3b9; --warn-back: #453208; --warn: #f8d88b;
        --bad-back: #4f1a1a; --bad: #ffb9b9; --idle-back: #2c3137; --idle: #c3c9d0;
        --shade0: #23282e; --shade1: #1d3a5c; --shade2: #27588f; --shade3: #3d82cc; --shade4: #86bcf5;
      }
    }

    """

  private static let frame = """
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--text); line-height: 1.5;
      font-family: system-ui, sans-serif; overflow-wrap: anywhere; }
    header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline;
      padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
    header .name { margin: 0; font-weight: 700; }
    header .name a { color: inherit; text-decoration: none; }
    nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: 0; padding: 0; list-style: none; }
    nav a { display: inline-block; padding: .25rem 0; }
    nav a[aria-current] { color: var(--text); font-weight: 700; text-decoration: none; }
    main { max-width: 72rem; margin: 0 auto; padding: 0 1rem 3rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 .6rem; }
    h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
    h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
    a { color: var(--link); }
    a:focus-visible, pre:focus-visible, .scroll:focus-visible {
      outline: 3px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: .5rem; top: .5rem; padding: .5rem; background: var(--back); }
    .muted { color: var(--muted); }

    """

  private static let components = """
    dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.5rem;
      margin: 1rem 0; }
    dt { color: var(--muted); font-size: .85rem; }
    dd { margin: 0; }
    table { width: 100%; border-collapse: collapse; }
    th, td { padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); text-align: start;
      vertical-align: top; }
    thead th { color: var(--muted); font-size: .85rem; font-weight: 600; }
    th.number, td.number { text-align: end; padding-right: 0; }
    tbody th { font-weight: 600; }
    .badge { display: inline-block; padding: 0 .55rem; border-radius: .8rem; font-size: .9rem;
      font-weight: 600; background: var(--idle-back); color: var(--idle); }
    .badge.ok { background: var(--good-back); color: var(--good); }
    .badge.degraded, .badge.quiet { background: var(--warn-back); color: var(--warn); }
    .badge.broken, .badge.blocked { background: var(--bad-back); color: var(--bad); }
    .reason { margin: .2rem 0 0; font-size: .9rem; color: var(--muted); max-width: 34rem; }
    .faults { padding: .6rem 1rem .6rem 2rem; border-radius: .4rem; background: var(--bad-back);
      color: var(--bad); }
    .list { padding-left: 1.2rem; }
    .list li { margin: .3rem 0; }
    .lede { font-weight: 600; }
    .body, .lede { max-width: 42rem; }
    pre { white-space: pre-wrap; padding: .8rem 1rem; border-radius: .4rem; background: var(--soft);
      font-family: inherit; margin: .5rem 0; }
    pre.page { max-height: 24rem; overflow: auto; }
    ins { background: var(--good-back); color: var(--good); text-decoration: none; }
    del { background: var(--bad-back); color: var(--bad); }

    """

  private static let charts = """
    .spark { display: block; fill: var(--shade3); }
    figure { margin: .5rem 0; }
    figcaption { color: var(--muted); font-size: .9rem; }
    .scroll { overflow-x: auto; }
    .rhythm { display: block; width: 100%; min-width: 30rem; max-width: 40rem; height: auto; }
    .rhythm text { fill: var(--muted); font: 12px system-ui, sans-serif; }
    .shade0 { fill: var(--shade0); } .shade1 { fill: var(--shade1); } .shade2 { fill: var(--shade2); }
    .shade3 { fill: var(--shade3); } .shade4 { fill: var(--shade4); }

    """

  private static let narrow = """
    @media (max-width: 48rem) {
      .stack thead { position: absolute; left: -100vw; }
      .stack table, .stack tbody, .stack tr, .stack th, .stack td { display: block; }
      .stack tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
      .stack th, .stack td { border: 0; padding: .1rem 0; text-align: start; }
      .stack td { display: grid; grid-template-columns: 9rem 1fr; gap: .5rem; }
      .stack td::before { content: attr(data-label); color: var(--muted); font-size: .85rem; }
      .stack td > .badge { justify-self: start; }
      .stack .reason { grid-column: 2; }
    }

    """

  static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" \
    fill="#124e96"/><path d="M3 4h10M3 8h10M3 12h6" stroke="#fff" stroke-width="2"/></svg>

    """
}
