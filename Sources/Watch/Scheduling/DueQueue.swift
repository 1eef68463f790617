/// A priority queue of sources by due time: a binary heap.
struct DueQueue {
  struct Element {
    var dueTime: ContinuousClock.Instant
    /// The order of items with the same due time.
    var sequence: Int
    var name: String

    static func < (a: Element, b: Element) -> Bool {
      (a.dueTime, a.sequence) < (b.dueTime, b.sequence)
    }
  }

  private var heap: [Element] = []

  var first: Element? { heap.first }

  mutating func insert(_ item: Element) {
    heap.append(item)
    var i = heap.count - 1
    while i > 0, heap[i] < heap[(i - 1) / 2] {
      heap.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var i = 0
    while true {
      var smallest = i
      for child in [2 * i + 1, 2 * i + 2] where child < heap.count && heap[child] < heap[smallest] {
        smallest = child
      }
      guard smallest != i else { return }
      heap.swapAt(i, smallest)
      i = smallest
    }
  }
}
