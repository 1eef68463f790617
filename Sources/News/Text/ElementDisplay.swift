import HTML

/// The effect of an element on the text inside it, by its name.
enum ElementDisplay: UInt8, Sendable {
  /// Part of the surrounding line.
  case inline
  /// Begins and ends lines.
  case block
  /// The content is ignored: scripts, controls, embedded documents, fallback content.
  case skipped
  case link
  case lineBreak
  case strong
}

extension ElementDisplay {
  private static let skippedNames: [Name] = [
    .audio, .button, .canvas, .datalist, .embed, .head, .iframe, .input, .noscript, .object,
    .option, .rp, .rt, .script, .select, .style, .svg, .template, .textarea, .title, .video,
  ]
  private static let inlineNames: [Name] = [
    .abbr, .bdi, .bdo, .cite, .code, .data, .del, .dfn, .em, .font, .i, .img, .ins, .kbd, .label,
    .link, .mark, .math, .meta, .meter, .picture, .q, .ruby, .s, .samp, .small, .source, .span,
    .strike, .sub, .sup, .time, .track, .tt, .u, .var, .wbr, .nobr, .acronym, .big, .param,
  ]

  /// Values by `Name.number`, so that a traversal needs one load per element.
  private static let table: [ElementDisplay] = {
    var table = [ElementDisplay](repeating: .block, count: 4096)
    func set(_ names: [Name], _ trait: ElementDisplay) {
      for name in names where Int(name.number) < table.count { table[Int(name.number)] = trait }
    }
    set(skippedNames, .skipped)
    set(inlineNames, .inline)
    set([.a], .link)
    set([.br], .lineBreak)
    set([.b, .strong], .strong)
    return table
  }()

  /// Returns the effect of an element. Unknown elements count as blocks, because they wrap blocks
  /// more often than words.
  static func of(_ name: Name) -> ElementDisplay {
    let id = Int(name.number)
    return id < table.count ? table[id] : .block
  }
}
