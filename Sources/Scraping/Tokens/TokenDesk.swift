import Transfer

/// Hands out the tokens of jobs: each is asked for once, and again when it is about to expire or its
/// secret has changed. Belongs to the thread of one loop.
final class TokenDesk {
  /// What is told: the value of the `Authorization` field, or why there is none.
  typealias Completion = (Result<String, ScrapeFailure>) -> Void

  private struct Token {
    var header: String
    var secret: String
    var end: ContinuousClock.Instant?
  }

  private var tokens: [String: Token] = [:]
  private var waiting: [String: [Completion]] = [:]
  /// The servers that want the client named in the body.
  private var namedInBody: Set<String> = []

  /// Go's `oauth2` takes a token for expired so long before its end.
  private static let margin = Duration.seconds(10)

  /// Tells the token for a request to `url`, at once where one is at hand.
  func token(
    for settings: TokenSettings, of job: String, asking url: String, within limit: Duration,
    on loop: TransferLoop, _ completion: @escaping Completion
  ) {
    let secret: String
    do throws(ScrapeFailure) {
      secret = try settings.secret.read(as: .clientSecret)
    } catch {
      return completion(.failure(.asking(url, error)))
    }
    let key = "\(job) \(settings.clientID) \(settings.url)"
    if let known = tokens[key], known.secret == secret,
      known.end.map({ ContinuousClock.now < $0 }) ?? true
    {
      return completion(.success(known.header))
    }
    waiting[key, default: []].append(completion)
    guard waiting[key]?.count == 1 else { return }
    ask(settings, secret, key, url, limit, loop)
  }

  private func ask(
    _ settings: TokenSettings, _ secret: String, _ key: String, _ url: String, _ limit: Duration,
    _ loop: TransferLoop, isSecond: Bool = false
  ) {
    let isNamedInBody = isSecond || namedInBody.contains(settings.url)
    var request = TokenRequest(settings: settings, secret: secret, isNamedInBody: isNamedInBody)
      .request()
    request.timeouts = TransferTimeouts(connect: nil, total: limit)
    do throws(TransferError) {
      try loop.start(request) { [self] result in
        switch Self.answer(result, settings) {
        case .success(let answer):
          if isNamedInBody { namedInBody.insert(settings.url) }
          tokens[key] = Token(
            header: answer.header, secret: secret,
            end: answer.lifetime.map { .now + $0 - Self.margin })
          tell(key, .success(answer.header))
        case .failure(let refusal):
          // Servers differ in where they want to read who asks: the header first, then the body.
          guard isNamedInBody else {
            return ask(settings, secret, key, url, limit, loop, isSecond: true)
          }
          tell(key, .failure(.token(refusal.words, url: url)))
        }
      }
    } catch {
      tell(key, .failure(.token(error.description, url: url)))
    }
  }

  private func tell(_ key: String, _ result: Result<String, ScrapeFailure>) {
    for completion in waiting.removeValue(forKey: key) ?? [] { completion(result) }
  }

  private static func answer(
    _ result: TransferResult, _ settings: TokenSettings
  ) -> Result<TokenAnswer, TokenRefusal> {
    guard result.failure == nil, let response = result.response else {
      let facts = ServerFacts(result, url: settings.url, proxy: settings.proxy)
      let words = TransferWords(
        result.failure ?? .emptyReply, settings.url, facts, method: "Post")
      return .failure(TokenRefusal(words: words.sentence))
    }
    return TokenAnswer.read(response)
  }
}
