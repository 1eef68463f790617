import Foundation

extension StoredFingerprint {
  init?(data: Data?) {
    guard let data else { return nil }
    self.init(stored: Array(data))
  }

  var data: Data { Data(stored) }
}

extension LedeDigest {
  var data: Data { Data(stored) }
}
