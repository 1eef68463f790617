// swift-tools-version: 6.2
import PackageDescription

// Imports go down only: ledewatch -> Watch -> Settings, Ledger, Spool, News, Web; Settings and
// Spool -> News, Web; News -> Dates, HTML; Web -> CCurl; all -> Basics.
// `swift build --explicit-target-dependency-import-check error` enforces it.
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
    .target(name: "HTML", exclude: ["Tables"]),
    .target(name: "Basics"),
    .target(name: "Dates"),
    .target(name: "WebURL", exclude: ["Tables"]),
    .target(name: "News", dependencies: ["Basics", "HTML", "Dates", "WebURL"]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl",
      providers: [
        .apt(["libcurl4-openssl-dev", "zlib1g-dev", "libbrotli-dev", "libzstd-dev"])
      ]),
    .target(name: "Web", dependencies: ["Basics", "CCurl", "WebURL"]),
    // Web lends it the values of its requests: bounds, credentials, address ranges.
    .target(
      name: "Settings",
      dependencies: [
        "Basics", "Dates", "News", "Web", "WebURL", .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "Spool", dependencies: ["Basics", "Dates", "News", "Web", "WebURL"]),
    .target(
      name: "Watch",
      dependencies: [
        "Basics", "Dates", "News", "Settings", "Spool", "Web", "WebURL",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .executableTarget(
      name: "ledewatch",
      dependencies: [
        "Basics", "Dates", "HTML", "News", "Settings", "Spool", "Web", "WebURL", "Watch",
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
        "Watch", "Basics", "Dates", "News", "Settings", "Web", "WebURL",
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Benchmarks/Ledger"),
    .testTarget(name: "HTMLTests", dependencies: ["HTML"], exclude: ["Fixtures"]),
    .testTarget(name: "WebURLTests", dependencies: ["WebURL"]),
    .testTarget(name: "DatesTests", dependencies: ["Dates"]),
    .target(name: "TestSupport", dependencies: ["WebURL"], path: "Tests/Support"),
    .testTarget(
      name: "NewsTests", dependencies: ["News", "Dates", "HTML", "TestSupport", "WebURL"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "SpoolTests",
      dependencies: ["Spool", "Basics", "Dates", "News", "TestSupport", "WebURL"]),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Web", "WebURL", "CCurl", "TestSupport", .product(name: "FlyingFox", package: "FlyingFox"),
      ]),
    .testTarget(
      name: "SettingsTests", dependencies: ["Settings", "Basics", "Dates", "News", "Web", "WebURL"]),
    .testTarget(
      name: "WatchTests",
      dependencies: [
        "Watch", "Basics", "Dates", "News", "Settings", "Spool", "TestSupport", "Web", "WebURL",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "FlyingFox", package: "FlyingFox"),
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "ledewatch", "Basics", "Dates", "News", "Settings", "Spool", "Watch", "WebURL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "Logging", package: "swift-log"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
