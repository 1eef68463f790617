// swift-tools-version: 6.2
import PackageDescription

// Imports go down only; `swift build --explicit-target-dependency-import-check error` enforces it.
// docs/ARCHITECTURE.md says what each module knows.
let package = Package(
  name: "ledewatch",
  products: [
    .executable(name: "ledewatch", targets: ["ledewatch"]),
    .library(name: "HTML", targets: ["HTML"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    // The leaf: clocks, locks, compression, safe opening, and the names that several modules share.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(name: "Basics", dependencies: ["CLinux", "CZlib"]),

    // Pages
    .target(name: "HTML", exclude: ["Tables"]),
    .target(name: "WebURL", exclude: ["Tables"]),
    .target(name: "Dates", dependencies: ["Basics"]),
    .target(name: "News", dependencies: ["Basics", "Dates", "HTML", "WebURL"]),

    // The network
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl",
      providers: [
        .apt(["libcurl4-openssl-dev", "zlib1g-dev", "libbrotli-dev", "libzstd-dev"])
      ]),
    .target(name: "Web", dependencies: ["Basics", "CCurl", "WebURL"]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Configuration and storage
    .target(
      name: "Settings",
      dependencies: [
        "Basics", "Dates", "News", "WebURL",
        // Web defines the values of requests: bounds, credentials, address ranges.
        "Web",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "Ledger",
      dependencies: [
        "Basics", "Dates", "News", "WebURL",
        // Web defines the values that a reply leaves: validators and cookies.
        "Web",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "Spool",
      dependencies: [
        "Basics", "CCrypto", "Dates", "News", "WebURL",
        // Web defines the value that archives are made of: a request and its response.
        "Web",
      ]),

    // What the kinds of hook send
    .target(
      name: "Notifications",
      dependencies: ["Basics", "CCrypto", "Dates", "Settings", "Spool", "WebURL"]),

    // The configurations of other programs
    .target(name: "Importing", dependencies: ["Basics", "Dates", "News", "Settings", "WebURL"]),

    .target(
      name: "Watch",
      dependencies: [
        "Basics", "Dates", "Ledger", "News", "Notifications", "Settings", "Spool", "Web", "WebURL",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .target(
      name: "StatusPage",
      dependencies: [
        "Basics", "Dates", "HTML", "Ledger", "Settings", "Watch",
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "ledewatch",
      dependencies: [
        "Basics", "Dates", "HTML", "Importing", "Ledger", "News", "Notifications", "Settings",
        "Spool", "StatusPage", "Watch", "Web", "WebURL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      linkerSettings: [
        // Packed relocations and no exported symbols: 4 MB less in memory, with a static runtime.
        .unsafeFlags(
          [
            "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker",
            "--no-export-dynamic",
          ], .when(platforms: [.linux], configuration: .release))
      ]),

    .executableTarget(
      name: "fetch-benchmark", dependencies: ["Web", "WebURL"], path: "Benchmarks/Fetch"),
    .executableTarget(
      name: "ledger-benchmark",
      dependencies: [
        "Basics", "Dates", "Ledger", "News", "Settings", "Watch", "Web", "WebURL",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Benchmarks/Ledger"),
    .executableTarget(
      name: "search-benchmark",
      dependencies: [
        "Basics", "Ledger",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Benchmarks/Search"),

    .target(name: "TestSupport", dependencies: ["Basics", "WebURL"], path: "Tests/Support"),
    .testTarget(name: "HTMLTests", dependencies: ["HTML"], exclude: ["Fixtures"]),
    .testTarget(name: "BasicsTests", dependencies: ["Basics", "TestSupport"]),
    .testTarget(name: "DatesTests", dependencies: ["Dates"]),
    .testTarget(name: "WebURLTests", dependencies: ["WebURL"]),
    .testTarget(
      name: "NewsTests",
      dependencies: ["Basics", "Dates", "HTML", "News", "TestSupport", "WebURL"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Basics", "CCurl", "TestSupport", "Web", "WebURL",
        .product(name: "FlyingFox", package: "FlyingFox"),
      ]),
    .testTarget(
      name: "SettingsTests",
      dependencies: ["Basics", "Dates", "News", "Settings", "TestSupport", "Web", "WebURL"]),
    .testTarget(
      name: "ImportingTests",
      dependencies: ["Basics", "Importing", "News", "Settings", "WebURL"]),
    .testTarget(
      name: "SpoolTests",
      dependencies: ["Basics", "Dates", "News", "Spool", "TestSupport", "Web", "WebURL"]),
    .testTarget(
      name: "NotificationsTests",
      dependencies: [
        "Basics", "Notifications", "Settings", "Spool", "TestSupport", "WebURL",
      ]),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Basics", "Dates", "Ledger", "News", "TestSupport", "Web", "WebURL",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "WatchTests",
      dependencies: [
        "Basics", "Dates", "Ledger", "News", "Notifications", "Settings", "Spool", "TestSupport",
        "Watch", "Web", "WebURL",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "FlyingFox", package: "FlyingFox"),
      ]),
    .testTarget(
      name: "StatusPageTests",
      dependencies: [
        "Basics", "Ledger", "News", "Settings", "StatusPage", "TestSupport", "Watch", "WebURL",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "ledewatch", "Basics", "Dates", "Importing", "Ledger", "News", "Notifications", "Settings",
        "Spool", "TestSupport", "Watch", "WebURL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "Logging", package: "swift-log"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
