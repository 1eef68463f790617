import WebURL

/// Addresses that count a reader instead of showing a picture, by the words in their path and query.
enum BeaconAddress {
  private static let pictureExtensions: Set<Substring> = [
    "apng", "avif", "bmp", "gif", "heic", "ico", "jfif", "jpe", "jpeg", "jpg", "jxl", "pjpeg",
    "png",
    "svg", "tif", "tiff", "webp",
  ]

  /// The names of files that consist of one pixel, without extension.
  private static let pixelNames: Set<Substring> = [
    "1x1", "__utm", "beacon", "blank", "clear", "cleardot", "count", "counter", "hit", "imp",
    "impression", "pageview", "ping", "pixel", "px", "spacer", "track", "tracker", "tracking",
    "transparent", "trk", "webbug",
  ]

  /// Folders of addresses that count.
  private static let trackingFolders: Set<Substring> = [
    "beacon", "collect", "impression", "impressions", "pageview", "pixel", "pixels", "track",
    "tracker", "tracking",
  ]

  /// Parameters that name an event or a reader.
  private static let trackingParameters: Set<Substring> = [
    "action_name", "beacon", "cid", "client_id", "clientid", "ev", "event", "event_id",
    "event_name",
    "event_type", "events", "evt", "hittype", "idsite", "impression", "noscript", "pageview",
    "pixel_id", "pixelid", "session", "session_id", "sessionid", "subscriber", "subscriber_id",
    "track", "tracking", "tracking_id", "uid", "user", "user_id", "userid", "visitor", "visitor_id",
    "visitorid",
  ]

  /// Parameters of a beacon that other addresses have, too; two of them count.
  private static let weakParameters: Set<Substring> = [
    "aid", "cachebuster", "cb", "dl", "dr", "gdpr", "gdpr_consent", "ord", "page_url", "pageurl",
    "pid", "rand", "random", "ref", "referer", "referrer", "rnd", "sid", "tid", "ts", "us_privacy",
    "vid",
  ]

  /// Parameters of servers that scale pictures.
  private static let scalingParameters: Set<Substring> = [
    "auto", "crop", "dpr", "fit", "fm", "format", "h", "height", "image", "img", "imwidth", "q",
    "quality", "resize", "size", "sizes", "src", "url", "w", "width", "wid", "hei",
  ]

  /// Parts of the folders and names of pictures.
  private static let pictureWords = [
    "asset", "attach", "bild", "crop", "file", "foto", "image", "img", "imag", "media", "photo",
    "pic",
    "render", "resiz", "static", "thumb", "upload",
  ]

  private static let maximumParameters = 40
  /// The number of bytes of a query, from its start, and of a path, from its end, that count. Every
  /// image of a page may have a long path, that of the page.
  private static let maximumLength = 400

  /// Whether the address has the extension of a picture.
  static func namesPicture(_ address: WebURL) -> Bool {
    pictureExtensions.contains(name(of: path(of: address)).pathExtension)
  }

  /// Whether the address has the form of a beacon. The caller knows that the image has no description
  /// and no size.
  static func matches(_ address: WebURL) -> Bool {
    let path = path(of: address)
    let (stem, pathExtension) = name(of: path)
    let isPicture = pictureExtensions.contains(pathExtension)
    // One pixel is transparent, which these formats can be.
    guard !isPicture || pathExtension == "gif" || pathExtension == "png" else { return false }
    if pixelNames.contains(stem) { return true }
    guard !isPicture || pathExtension == "gif" else { return false }
    if pictureWords.contains(where: { path.contains($0) }) { return false }
    if !isPicture, path.split(separator: "/").dropLast().contains(where: trackingFolders.contains) {
      return true
    }
    return address.query.map(isTracking) ?? false
  }

  private static func isTracking(_ query: String) -> Bool {
    let names = query.prefix(maximumLength).lowercased().split(separator: "&")
      .prefix(maximumParameters).map { $0.prefix { $0 != "=" } }
    if names.contains(where: scalingParameters.contains) { return false }
    return names.contains(where: trackingParameters.contains)
      || names.count(where: weakParameters.contains) >= 2
  }

  /// Returns the end of an address's path in lower case.
  private static func path(of address: WebURL) -> Substring {
    Substring(String(decoding: address.path.utf8.suffix(maximumLength), as: UTF8.self).lowercased())
  }

  /// Returns the last segment of a path without its extension, and the extension.
  private static func name(of path: Substring) -> (stem: Substring, pathExtension: Substring) {
    let last = path.split(separator: "/").last ?? ""
    guard let dot = last.lastIndex(of: ".") else { return (last, "") }
    return (last[..<dot], last[last.index(after: dot)...])
  }
}
