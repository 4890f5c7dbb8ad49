import ArgumentParser
import Documents
import PrometheusConfiguration
import Relabelling

/// `diagnose scrape relabel`: relabelling rules tried on label sets.
struct ScrapeRelabel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relabel",
    abstract: "What relabelling rules make of labels, rule by rule, as Prometheus 3 does.",
    discussion: """
      Examples:
        diagnose scrape relabel --rules rules.yml labels.json --steps
        echo '{"__address__":"10.42.0.7:8080"}' | diagnose scrape relabel --rules rules.yml -
        diagnose scrape relabel --rules rules.yml many.jsonl --output json | jq .keep

      The rules are a list as it stands under relabel_configs or metric_relabel_configs, with or
      without that key. The labels are one JSON object of strings, several of them one after the
      other, or an array: each gives one answer, in their order.

      Exit code 0: answered, kept or dropped. 65: a rule that Prometheus refuses, in its own words,
      or labels that are none.
      """
  )

  @Option(
    help: ArgumentHelp("The file with the rules, YAML; - for standard input.", valueName: "file"))
  var rules: String

  @Argument(
    help: ArgumentHelp("The file with the labels, JSON; - for standard input.", valueName: "labels")
  )
  var labels: String = "-"

  @Option(help: "Which names labels may have: utf8, or legacy as before Prometheus 3.")
  var validationScheme: ValidationScheme = .utf8

  @Flag(help: "Show the labels before and after each rule, and why it did what it did.")
  var steps = false

  @Option(help: "What to print: text or json.")
  var output: OutputFormat = .text

  func validate() throws {
    guard rules != "-" || labels != "-" else {
      throw ValidationError("only one of --rules and the labels can be standard input")
    }
  }

  func run() throws {
    let rules = try readRules()
    let sets = try readLabels()
    guard !sets.isEmpty else {
      throw refusal("\(labels) holds no labels: write {\"name\":\"value\"}")
    }
    var out = OutputStream()
    for set in sets {
      let report = RelabelReport(set, rules, showsSteps: steps)
      out.write { $0 += (output == .json ? report.node.json + "\n" : report.text).utf8 }
    }
    out.flush()
  }

  private func readRules() throws -> [RelabelRule] {
    let bytes = try InputFile(rules).bytes()
    do throws(Rejection) {
      return try RelabelRule.list(parsing: bytes, validation: validationScheme.scheme)
    } catch {
      throw refusal(error.message)
    }
  }

  private func readLabels() throws -> [LabelSet] {
    let bytes = RelabelInput.repaired(try InputFile(labels).bytes())
    let nodes: [Node]
    do throws(DocumentError) {
      nodes = try Node.documents(parsing: bytes)
    } catch {
      throw refusal("\(labels): \(error)")
    }
    return try nodes.flatMap { $0.array ?? [$0] }.map { node in
      guard let set = LabelSet(node) else {
        let at = DocumentError(
          at: node.offset, in: bytes, reason: "labels are an object of strings")
        throw refusal("\(labels): \(at)")
      }
      return set
    }
  }

  /// Ends the command with a sentence, in the form that is asked for.
  private func refusal(_ sentence: String) -> ExitCode {
    guard output == .json else { return failure(.malformed, sentence) }
    var out = OutputStream()
    out.write {
      $0 += (Node(.object([Node.Member("error", Node(.string(sentence)))])).json + "\n").utf8
    }
    out.flush()
    return .malformed
  }
}

/// `--validation-scheme utf8|legacy`.
enum ValidationScheme: String, ExpressibleByArgument, CaseIterable {
  case utf8
  case legacy

  /// The names it allows.
  var scheme: NameValidation {
    switch self {
    case .utf8: .utf8
    case .legacy: .legacy
    }
  }
}
