import WebURL

extension SettingKeys {
  /// The keys of a hook with `s3`.
  static let s3: [Setting<HookDraft>] = [
    Setting(
      "s3", .settings(s3Settings.references), default: .absent,
      "A bucket with the interface of S3 for the files of new and revised entries."
    ) { (draft, value) throws(SettingError) in
      draft.kind = .objects
      var store = ObjectStoreDraft()
      try value.decode(into: &store, by: s3Settings, of: "“s3”")
      draft.secretFiles += store.secretFiles
      draft.objects = try store.store(value)
    }
  ]

  /// The keys below `s3`.
  static let s3Settings: [Setting<ObjectStoreDraft>] = [
    Setting(
      "bucket", .text("the name of a bucket", pattern: "^[a-z0-9.-]{3,63}$"), default: .required,
      "The name of the bucket."
    ) { (draft, value) throws(SettingError) in
      draft.bucket = try value.token(
        "the name of a bucket (a-z, 0-9, “.” and “-”)", characters: "a-z0-9.-", 3...63)
    },
    Setting(
      "prefix", .text("a prefix such as `news/archive`", pattern: "^[A-Za-z0-9._/-]{1,500}$"),
      default: .absent,
      "The beginning of the names of objects."
    ) { (draft, value) throws(SettingError) in
      let expectation = "a prefix such as news/archive (letters, digits, “.”, “_”, “-” and “/”)"
      let text = try value.token(expectation, characters: "A-Za-z0-9._/-", 1...500)
      let parts = text.split(separator: "/")
      // Servers and libraries resolve such names as those of directories.
      guard !parts.isEmpty, !parts.contains("."), !parts.contains("..") else {
        throw value.expected(expectation)
      }
      draft.prefix = parts.joined(separator: "/") + "/"
    },
    Setting(
      "region", .text("a region such as `eu-central-1`", pattern: "^[a-z0-9-]{1,60}$"),
      default: .required,
      "The region."
    ) { (draft, value) throws(SettingError) in
      draft.region = try value.token(
        "a region (eu-central-1)", characters: "a-z0-9-", 1...60)
    },
    Setting(
      "endpoint", .url, default: .described("that of AWS in the region"),
      "The server."
    ) { (draft, value) throws(SettingError) in
      draft.endpoint = try value.directoryURL()
    },
    Setting(
      "key_id", .text("the id of an access key", pattern: "^[A-Za-z0-9._-]{1,128}$"),
      default: .required,
      "The id of the access key."
    ) { (draft, value) throws(SettingError) in
      draft.keyID = try value.token(
        "the id of an access key", characters: "A-Za-z0-9._-", 1...128)
    },
    Setting(
      "secret_file", .secretFile, default: .required,
      "A file with the secret of the access key."
    ) { (draft, value) throws(SettingError) in
      let secret = try value.secret(&draft.secretFiles)
      guard !secret.isEmpty, secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw value.error("the file must contain one line of printable ASCII characters")
      }
      draft.secret = secret
    },
    Setting(
      "ca_file", .path, default: .described("the authorities of the system"),
      "A PEM file of certificate authorities that replace those of the system."
    ) { (draft, value) throws(SettingError) in
      draft.authorities = try value.certificateAuthorities().path
    },
  ]
}

/// A store that is being decoded.
struct ObjectStoreDraft {
  var bucket: String?
  var prefix = ""
  var region: String?
  var endpoint: WebURL?
  var keyID: String?
  var secret: String?
  var authorities: String?
  /// The files that secrets were read from.
  var secretFiles: [Located<String>] = []

  /// Returns the store.
  /// - Parameter origin: the mapping with its settings.
  func store(_ origin: SettingValue) throws(SettingError) -> ObjectStore {
    let missing = origin.missingKeys(SettingKeys.s3Settings.requiredNames, of: "“s3”")
    guard missing.isEmpty, let bucket, let region, let keyID, let secret,
      let endpoint = endpoint ?? WebURL("https://s3.\(region).amazonaws.com/")
    else { throw SettingError(diagnostics: missing) }
    var store = ObjectStore(
      endpoint: endpoint, bucket: bucket, region: region, keyID: keyID, secret: secret)
    store.prefix = prefix
    store.certificateAuthorities = authorities
    return store
  }
}

extension SettingValue {
  /// Decodes a text of some ASCII characters, which are the same in a URL and in its signature.
  /// - Parameter characters: the characters and ranges of them.
  fileprivate func token(
    _ expectation: String, characters: String, _ length: ClosedRange<Int>
  ) throws(SettingError) -> String {
    let text = try line(expectation)
    guard length.contains(text.utf8.count),
      text.utf8.allSatisfy({ SettingValue.contains($0, in: Array(characters.utf8)) })
    else { throw expected(expectation) }
    return text
  }

  private static func contains(_ byte: UInt8, in characters: [UInt8]) -> Bool {
    var index = 0
    while index < characters.count {
      let isRange = index + 2 < characters.count && characters[index + 1] == UInt8(ascii: "-")
      let last = isRange ? characters[index + 2] : characters[index]
      if characters[index] <= byte, byte <= last { return true }
      index += isRange ? 3 : 1
    }
    return false
  }
}
