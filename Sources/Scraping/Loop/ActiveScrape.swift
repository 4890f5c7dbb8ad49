import Addressing
import Exposition
import Glibc
import Relabelling
import Transfer

/// One target and its scrapes.
final class ActiveScrape {
  let subject: ScrapeSubject
  private var collector: SampleCollector
  private var started = ContinuousClock.now
  private var time: Int64 = 0
  private var hops = 0
  private var url = ""

  init(
    _ subject: ScrapeSubject, keepsSamples: Bool, numbering: (any SeriesNumbering)? = nil
  ) {
    self.subject = subject
    collector = SampleCollector(subject, keepsSamples: keepsSamples, numbering: numbering)
  }

  /// Begins a scrape; `completion` is called while the loop waits, or at once where nothing can be
  /// sent.
  func start(on loop: TransferLoop, _ completion: @escaping (ScrapeReport) -> Void) {
    started = .now
    time = Self.now()
    hops = 0
    url = subject.url
    do throws(ScrapeFailure) {
      send(try ScrapeRequest(subject).request(), on: loop, completion)
    } catch {
      completion(report(nil, failing: error))
    }
  }

  private func send(
    _ request: TransferRequest, on loop: TransferLoop,
    _ completion: @escaping (ScrapeReport) -> Void
  ) {
    var request = request
    request.timeouts.total = subject.settings.timeout - (.now - started)
    do throws(TransferError) {
      try loop.start(request) { [self] result in
        finish(result, of: request, on: loop, completion)
      }
    } catch {
      switch error {
      case .option("CURLOPT_URL", _): completion(report(nil, failing: .url(url)))
      case .option, .setup: completion(report(nil, failing: .setup(error.description)))
      }
    }
  }

  private func finish(
    _ result: TransferResult, of request: TransferRequest, on loop: TransferLoop,
    _ completion: @escaping (ScrapeReport) -> Void
  ) {
    do throws(ScrapeFailure) {
      if let next = try redirect(result, of: request) {
        send(next, on: loop, completion)
      } else {
        completion(try body(of: result))
      }
    } catch {
      completion(report(result, failing: error))
    }
  }

  private func redirect(
    _ result: TransferResult, of request: TransferRequest
  ) throws(ScrapeFailure) -> TransferRequest? {
    guard result.failure == nil, subject.settings.client.followRedirects,
      let response = result.response, [301, 302, 303, 307, 308].contains(response.status)
    else { return nil }
    guard let location = response["Location"], !location.isEmpty else {
      // Go takes 301 to 303 without a place for answers, 307 and 308 for errors.
      throw .redirectTarget(url: url, status: response.status, location: nil)
    }
    guard hops < 10 else { throw .redirects(url: location) }
    guard let next = RedirectURL.resolve(location, from: url) else {
      throw .redirectTarget(url: url, status: response.status, location: location)
    }
    hops += 1
    var follower = request
    if !RedirectURL.mayTakeSecrets(from: subject.url, to: next) {
      follower.secretHeaders = []
      follower.credentials = .none
    }
    follower.url = next
    url = next
    return follower
  }

  private func body(of result: TransferResult) throws(ScrapeFailure) -> ScrapeReport {
    let response = result.response
    // The status counts first: Prometheus does not read the body of another.
    if let response, response.status != 200, result.failure == nil || !response.body.isEmpty {
      let body = String(decoding: response.body.prefix(4096), as: UTF8.self)
      let reason = response.version == "2" ? StatusReason.words(response.status) : response.reason
      throw .status(response.status, reason: reason, body: body)
    }
    if let failure = result.failure {
      if case .tooLarge(let limit) = failure { throw .bodySize(limit: limit) }
      throw .transfer(failure, url: url, facts(result))
    }
    guard let response else { throw .transfer(.emptyReply, url: url, facts(result)) }
    var body = response.body
    if response["Content-Encoding"] == "gzip" {
      body = try PackedBody.unpack(body, limit: subject.settings.limits.mostBytes)
    }
    let format = try Self.format(
      of: response, isEmpty: body.isEmpty, fallback: subject.settings.fallback)
    let collection = collector.collect(body, format, at: time)
    var report = report(result, failing: collection.failure)
    report.format = format
    report.bodySize = body.count
    report.counts = collection.counts
    report.samples = collection.samples
    report.numbered = collection.numbered
    report.notes = ScrapeNotes(subject, collection).sentences
    return report
  }

  /// An empty body is a good scrape whatever its type.
  private static func format(
    of response: HTTPResponse, isEmpty: Bool, fallback: ExpositionFormat?
  ) throws(ScrapeFailure) -> ExpositionFormat {
    if isEmpty { return .text }
    do throws(ExpositionError) {
      return try ExpositionFormat(
        contentType: response["Content-Type"] ?? "", fallback: fallback)
    } catch {
      throw .format(error)
    }
  }

  private func report(_ result: TransferResult?, failing failure: ScrapeFailure?) -> ScrapeReport {
    let elapsed = ContinuousClock.now - started
    var result = result
    result?.response?.body = []
    return ScrapeReport(
      time: time, duration: elapsed / .seconds(1), failure: failure, transfer: result,
      bodySize: 0)
  }

  private func facts(_ result: TransferResult) -> ServerFacts {
    let place = RedirectURL.Parts(url)
    let leaf = result.certificates.first
    var isProxied = false
    if case .url = subject.settings.client.proxy { isProxied = true }
    return ServerFacts(
      host: place?.host ?? "",
      address: result.connection?.remote?.description ?? place?.authority ?? "",
      local: result.connection?.local?.description, hasAnswered: result.response != nil,
      names: leaf?.alternativeNames ?? [], commonName: leaf?.commonName ?? "",
      validFrom: leaf?.notBeforeSeconds, validUntil: leaf?.notAfterSeconds,
      now: Int(Self.now() / 1000), resolver: Self.resolver, isProxied: isProxied)
  }

  /// The first resolver of resolv.conf(5).
  private static let resolver: String? = {
    guard let text = SecretSource.contents(of: "/etc/resolv.conf") else { return nil }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "\t" }
      guard words.count > 1, words[0] == "nameserver" else { continue }
      return words[1].contains(":") ? "[\(words[1])]:53" : "\(words[1]):53"
    }
    return nil
  }()

  /// Milliseconds since 1970.
  static func now() -> Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    return Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000
  }
}

extension CertificateFacts {
  /// The name in its subject: `CN = node1`.
  fileprivate var commonName: String {
    guard let mark = subject.firstRange(of: "CN") else { return "" }
    return String(
      subject[mark.upperBound...].drop { $0 == " " || $0 == "=" }.prefix { $0 != "," && $0 != "/" })
  }
}
