// What `Benchmarks/bench fetch` holds beside `curl --parallel`: fetches PREFIX0, PREFIX1, … by the
// client that the service uses, some at once, and says how many bytes came.
import Glibc
import Web
import WebURL

guard CommandLine.arguments.count == 4, let count = Int(CommandLine.arguments[1]),
  let width = Int(CommandLine.arguments[2])
else {
  print("usage: fetch-benchmark COUNT WIDTH PREFIX")
  exit(64)
}
let prefix = CommandLine.arguments[3]
let policy = AddressPolicy(namedOrigins: [NamedOrigin(WebURL("\(prefix)0")!)])
let client = Client()

let bytes = try await withThrowingTaskGroup { group in
  for first in 0..<min(width, count) {
    group.addTask {
      var sum = 0
      for i in stride(from: first, to: count, by: width) {
        sum += try await client.fetch(Request(WebURL("\(prefix)\(i)")!, addressPolicy: policy)).body
          .count
      }
      return sum
    }
  }
  var sum = 0
  for try await size in group { sum += size }
  return sum
}
print(bytes)
