import ArgumentParser
import Exposition

/// `diagnose scrape parse`: a body to its samples, or Prometheus' own words why not.
struct ScrapeParse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Read the body of a scrape and print its samples, or what is wrong with it.",
    discussion: """
      The body is read as Prometheus 3 reads it, and refused in its words. --acceptance strict asks \
      for what the format's specification wants: types, suffixes, order, buckets and the like, \
      which Prometheus does not check.

      curl -s http://10.42.0.38:8082/metrics | diagnose scrape parse -
      diagnose scrape parse --acceptance strict --content-type application/openmetrics-text body.om
      """)

  @Argument(help: ArgumentHelp("The body; - reads standard input.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The Content-Type it came with. Without one the text format is taken, and OpenMetrics with --acceptance strict.",
      valueName: "type"))
  var contentType: String?

  @Option(help: "Whose rules: prometheus or strict.")
  var acceptance = Acceptance.prometheus

  @Option(help: "json: the samples; text: how many there are.")
  var output = OutputFormat.json

  enum Acceptance: String, ExpressibleByArgument, CaseIterable {
    case prometheus
    case strict
  }

  func run() throws {
    let body = try BodyFile(file).read()
    let format: ExpositionFormat
    do throws(ExpositionError) {
      format = try self.format(of: body)
    } catch {
      throw refuse(ParseRefusal(error: error, line: nil))
    }
    try answer(body, format)
  }

  private func format(of body: [UInt8]) throws(ExpositionError) -> ExpositionFormat {
    guard let contentType, !body.isEmpty else {
      return acceptance == .strict ? .openMetrics : .text
    }
    return try ExpositionFormat(contentType: contentType)
  }

  private func answer(_ body: [UInt8], _ format: ExpositionFormat) throws {
    var writer = SampleWriter()
    // An empty body is a good scrape whatever its type: Prometheus does not look.
    if body.isEmpty, acceptance == .prometheus { return writer.writeNothing() }
    if acceptance == .strict, format == .openMetrics {
      return try answerStrictly(body, &writer)
    }
    var count = ExpositionCount()
    var parser = try ExpositionParser(body, format: format)
    do throws(ExpositionError) {
      try count.read(&parser)
    } catch {
      throw refuse(ParseRefusal(error: error, line: parser.line))
    }
    switch output {
    case .text:
      print("valid: \(count.series) samples of \(count.families) families, \(body.count) bytes")
    case .json: try writer.write(ExpositionParser(body, format: format))
    }
  }

  private func answerStrictly(_ body: [UInt8], _ writer: inout SampleWriter) throws {
    var reader = StrictOpenMetrics()
    do throws(ExpositionError) {
      try reader.read(body)
    } catch {
      throw refuse(ParseRefusal(error: error, line: reader.line))
    }
    switch output {
    case .text:
      let count = reader.families.reduce(0) { $0 + $1.samples.count }
      print("valid: \(count) samples of \(reader.families.count) families, \(body.count) bytes")
    case .json: writer.write(reader.families)
    }
  }

  private func refuse(_ refusal: ParseRefusal) -> ExitCode {
    switch output {
    case .json: print(refusal.json)
    case .text:
      complain((refusal.line.map { "line \($0): " } ?? "") + refusal.error.description)
    }
    return .malformed
  }
}
