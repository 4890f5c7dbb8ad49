/// Rules that nobody recorded: whether they let a packet pass is anybody's guess, so it is asked.
final class UnrecordedRules: HookProgram {
  private let file: String
  private unowned let host: HostModel

  init(file: String, host: HostModel) {
    self.file = file
    self.host = host
  }

  func run(_ context: inout HookContext, _ trail: inout Trail) -> Verdict {
    let question = "the rules in \(file), which was not recorded, let the packet pass"
    return context.tape.assume(question)
      ? .accept
      : .undecided(because: "\(file) was not recorded")
  }
}
