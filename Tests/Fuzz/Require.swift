/// Ends the run with a message, also in optimised code, where `precondition` has none.
func require(
  _ condition: Bool, _ fault: @autoclosure () -> String = "", line: UInt = #line
) {
  if !condition { fatalError("line \(line): \(fault())") }
}
