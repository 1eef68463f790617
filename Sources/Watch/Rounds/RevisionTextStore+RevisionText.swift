import Basics
import Ledger
import News

extension RevisionTextStore {
  func store(_ text: RevisionText, id: String, revision: Int, at time: Timestamp) async {
    await store(text.packed, id: id, revision: revision, at: time)
  }

  func text(id: String, revision: Int) async -> RevisionText? {
    await body(id: id, revision: revision).flatMap { RevisionText(packed: $0) }
  }
}
