import HTML

/// What an element's name says about the text inside it.
enum TagTrait: UInt8, Sendable {
  /// Part of the line it stands in.
  case inline
  /// Begins and ends lines.
  case block
  /// Its text is never read: code, controls, embedded documents, fallbacks.
  case skipped
  case link
  case lineBreak
  case strong
}

extension TagTrait {
  private static let skippedNames: [Name] = [
    .audio, .button, .canvas, .datalist, .embed, .head, .iframe, .input, .noscript, .object,
    .option, .rp, .rt, .script, .select, .style, .svg, .template, .textarea, .title, .video,
  ]
  private static let inlineNames: [Name] = [
    .abbr, .bdi, .bdo, .cite, .code, .data, .del, .dfn, .em, .font, .i, .img, .ins, .kbd, .label,
    .link, .mark, .math, .meta, .meter, .picture, .q, .ruby, .s, .samp, .small, .source, .span,
    .strike, .sub, .sup, .time, .track, .tt, .u, .var, .wbr, .nobr, .acronym, .big, .param,
  ]

  /// By `Name.number`, so that the walk over a page costs one load per element.
  private static let table: [TagTrait] = {
    var table = [TagTrait](repeating: .block, count: 4096)
    func set(_ names: [Name], _ trait: TagTrait) {
      for name in names where Int(name.number) < table.count { table[Int(name.number)] = trait }
    }
    set(skippedNames, .skipped)
    set(inlineNames, .inline)
    set([.a], .link)
    set([.br], .lineBreak)
    set([.b, .strong], .strong)
    return table
  }()

  /// An element whose name HTML does not know lies around blocks more often than within a line.
  static func of(_ name: Name) -> TagTrait {
    let id = Int(name.number)
    return id < table.count ? table[id] : .block
  }
}
