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
  private let tokens: TokenDesk

  init(
    _ subject: ScrapeSubject, keepsSamples: Bool, numbering: (any SeriesNumbering)? = nil,
    tokens: TokenDesk
  ) {
    self.subject = subject
    self.tokens = tokens
    collector = SampleCollector(subject, keepsSamples: keepsSamples, numbering: numbering)
  }

  /// Begins a scrape; `completion` is called while the loop waits, or at once where nothing can be
  /// sent.
  func start(on loop: TransferLoop, _ completion: @escaping (ScrapeReport) -> Void) {
    started = .now
    time = Self.now()
    hops = 0
    url = subject.url
    if let forced = subject.settings.forced { return completion(report(nil, failing: forced)) }
    do throws(ScrapeFailure) {
      let request = try ScrapeRequest(subject).request()
      guard case .token(let settings) = subject.settings.client.authorization else {
        return send(request, on: loop, completion)
      }
      ask(settings, for: request, on: loop, completion)
    } catch {
      completion(report(nil, failing: .asking(url, error)))
    }
  }

  private func ask(
    _ settings: TokenSettings, for request: TransferRequest, on loop: TransferLoop,
    _ completion: @escaping (ScrapeReport) -> Void
  ) {
    tokens.token(
      for: settings, of: subject.settings.job, asking: url, within: subject.settings.timeout,
      on: loop
    ) { [self] token in
      switch token {
      case .success(let value):
        var request = request
        request.secretHeaders.append(HTTPField("Authorization", value))
        send(request, on: loop, completion)
      case .failure(let failure): completion(report(nil, failing: failure))
      }
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
    follower.proxy = subject.settings.client.proxy.route(to: next)
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
    ServerFacts(result, url: url, proxy: subject.settings.client.proxy)
  }

  /// Milliseconds since 1970.
  static func now() -> Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    return Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000
  }
}
