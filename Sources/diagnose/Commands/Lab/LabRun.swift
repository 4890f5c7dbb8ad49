import ArgumentParser

/// `diagnose lab run`: three answers about a network that must agree.
struct LabRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Build scenarios, broken and healthy, and compare three answers about each.",
    discussion: """
      A real connect(2), this program reading the live hosts, and this program reading
      the snapshot that collect wrote of them must agree; the healthy twin must stay
      silent. Everything happens in namespaces of its own and leaves nothing behind.
      Needs Python 3.11, iproute2, iptables, ipset and nftables; root, or a system that
      allows user namespaces.

      Examples:
        diagnose lab run networkpolicy-denies-source
        JOBS=4 diagnose lab run all

      Exit code 0: all agree. 1: some do not.
      """)

  @Argument(help: ArgumentHelp("Scenarios, or all.", valueName: "cause"))
  var causes: [String]

  @OptionGroup var place: ProbesOption

  @Option(help: "What to print: text, or json with one object a network.")
  var output: OutputFormat = .text

  func run() throws {
    let format = output == .json ? ["--json"] : []
    try ProbesOption.replace(
      with: "run", in: try place.folder(),
      ["--tool", ProbesOption.ownPath] + format + causes)
  }
}
