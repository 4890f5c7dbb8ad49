import ArgumentParser
import Diagnosis
import Documents

/// `diagnose explain`: what an error of Prometheus can mean, and what decides.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What an error line of Prometheus can mean, and the command that decides.",
    discussion: """
      The line is what the targets page shows as the last error, or what Prometheus logs. Addresses
      in it are put into the commands. Nothing is asked: the line alone is looked at.

      Examples:
        diagnose explain 'Get "http://10.43.4.242:8082/metrics": dial tcp 10.43.4.242:8082: connect: connection refused'
        diagnose explain 'server returned HTTP status 403 Forbidden' --output json
        diagnose explain --list

      Exit code 1: one cause is certain. 2: several remain, and the commands decide.
      66: the line is not known.
      """
  )

  @Argument(help: "The error line; quote it.")
  var text: [String] = []

  @Flag(help: "Print every text that is known, with its causes.")
  var list = false

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    if list { return print(PrometheusSymptom.all.map(\.node)) }
    let line = text.joined(separator: " ")
    guard line.contains(where: { !$0.isWhitespace }) else {
      throw failure(.usage, "there is no line to explain: put it in quotes")
    }
    guard let explanation = ErrorExplanation(line) else {
      if output == .json {
        print([Node(.object([Node.Member("causes", []), Node.Member("known", false)]))])
      }
      throw failure(
        .notFound,
        "this line is not known as an error of a scrape or a discovery; "
          + "paste the \"Error\" column of /targets, or see diagnose explain --list")
    }
    var out = OutputStream()
    out.write { bytes in
      switch output ?? .text {
      case .json: bytes += (explanation.node.json + "\n").utf8
      case .text: bytes += explanation.text.utf8
      }
    }
    out.flush()
    throw explanation.causes.count == 1 ? ExitCode.blocked : .undecided
  }

  private func print(_ nodes: [Node]) {
    var out = OutputStream()
    for node in nodes { out.write { $0 += (node.json + "\n").utf8 } }
    out.flush()
  }
}

extension ErrorExplanation {
  fileprivate var node: Node {
    var members = [
      Node.Member("symptom", Node(.string(symptom.id))),
      Node.Member("meaning", Node(.string(symptom.meaning))),
    ]
    if let url { members.append(Node.Member("url", Node(.string(url)))) }
    if let target { members.append(Node.Member("target", Node(.string(target)))) }
    members.append(Node.Member("causes", Node(.array(causes.map(\.node)))))
    return Node(.object(members))
  }

  fileprivate var text: String {
    var text = symptom.meaning + "\n"
    if let target { text += "target: \(target)\n" }
    text += causes.count == 1 ? "\nThe cause:\n" : "\nIt can be, the likeliest first:\n"
    for (index, cause) in causes.enumerated() {
      text += "\(index + 1). \(cause.summary)  [\(cause.id)]\n     \(cause.decide)\n"
    }
    return text
  }
}

extension ErrorExplanation.Cause {
  fileprivate var node: Node {
    Node(
      .object([
        Node.Member("id", Node(.string(id.rawValue))),
        Node.Member("summary", Node(.string(summary))),
        Node.Member("decide", Node(.string(decide))),
      ]))
  }
}

extension PrometheusSymptom {
  fileprivate var node: Node {
    Node(
      .object([
        Node.Member("symptom", Node(.string(id))),
        Node.Member("texts", Node(.array(texts.map { Node(.string($0)) }))),
        Node.Member("meaning", Node(.string(meaning))),
        Node.Member(
          "causes",
          Node(
            .array(
              causes.map { cause in
                Node(
                  .object([
                    Node.Member("id", Node(.string(cause.id.rawValue))),
                    Node.Member("summary", Node(.string(cause.summary))),
                    Node.Member("decide", Node(.string(cause.decide))),
                  ]))
              }))),
      ]))
  }
}
