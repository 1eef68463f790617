/// Words that name the source of an image.
enum CreditWords {
  static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let tail = UnsafeBufferPointer(rebasing: text[max(0, text.count - 120)...])
    return words.contains { tail.containsBytes(of: $0) }
  }

  private static let words: [StaticString] = [
    "(AP", "/AP", "AFP", "ANP", "Archiv", "Bild:", "Bildquelle", "Bildrechte", "Courtesy", "Credit",
    "EFE", "EPA", "Foto:", "Foto ", "Fotos:", "Getty", "Grafik:", "Image:", "Picture:",
    "Pixabay", "Photo", "Quelle:", "REUTERS", "Screenshot", "Shutterstock", "Unsplash", "Wikimedia",
    "dpa", "iStock", "picture alliance", "©", "写真", "图片", "圖", "사진", "ⓒ", "Фото", "(NASA",
  ]
}
