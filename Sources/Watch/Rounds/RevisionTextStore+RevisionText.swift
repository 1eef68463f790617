import Ledger
import News

extension RevisionTextStore {
  func keep(_ text: RevisionText, id: String, revision: Int, at moment: Double) async {
    await keep(text.packed, id: id, revision: revision, at: moment)
  }

  func text(id: String, revision: Int) async -> RevisionText? {
    await body(id: id, revision: revision).flatMap { RevisionText(packed: $0) }
  }
}
