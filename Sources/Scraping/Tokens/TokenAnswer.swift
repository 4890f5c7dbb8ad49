import Documents
import Relabelling
import Transfer

/// What a token server answers (RFC 6749 sections 5.1 and 5.2).
struct TokenAnswer {
  /// `Bearer abc`.
  var header: String
  /// How long it is good for; nil for as long as it may be.
  var lifetime: Duration?

  /// Reads an answer; Go's words where it is none.
  static func read(_ response: HTTPResponse) -> Result<TokenAnswer, TokenRefusal> {
    let fields = fields(of: response)
    guard (200..<300).contains(response.status), fields["error"] == nil else {
      return .failure(refusal(response, fields))
    }
    guard let token = fields["access_token"], !token.isEmpty else {
      return .failure(TokenRefusal(words: "oauth2: server response missing access_token"))
    }
    let lifetime = fields["expires_in"].flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
    return .success(
      TokenAnswer(
        header: "\(type(fields["token_type"] ?? "")) \(token)",
        lifetime: lifetime.map { .seconds($0) }))
  }

  private static func type(_ name: String) -> String {
    switch name.lowercased() {
    case "", "bearer": "Bearer"
    case "mac": "MAC"
    case "basic": "Basic"
    case _: name
    }
  }

  private static func fields(of response: HTTPResponse) -> [String: String] {
    let type = response["Content-Type"]?.prefix { $0 != ";" } ?? ""
    if type == "application/x-www-form-urlencoded" || type == "text/plain" {
      return form(String(decoding: response.body, as: UTF8.self))
    }
    var fields: [String: String] = [:]
    for member in (try? Node(parsingJSON: response.body))?.object ?? [] {
      if let text = member.value.string { fields[member.key] = text }
      if let number = member.value.int { fields[member.key] = "\(number)" }
    }
    return fields
  }

  private static func form(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      fields[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return fields
  }

  private static func refusal(
    _ response: HTTPResponse, _ fields: [String: String]
  ) -> TokenRefusal {
    guard let code = fields["error"], !code.isEmpty else {
      let body = String(decoding: response.body, as: UTF8.self)
      let reason =
        response.reason.isEmpty ? StatusReason.words(response.status) : response.reason
      return TokenRefusal(
        words: "oauth2: cannot fetch token: \(response.status) \(reason)\nResponse: \(body)")
    }
    let more = ["error_description", "error_uri"].compactMap { fields[$0] }
    return TokenRefusal(
      words: "oauth2: "
        + ([code] + more).map { ByteString($0).goQuoted }.joined(separator: " "))
  }
}

/// Why there is no token, in Go's words.
struct TokenRefusal: Error {
  var words: String
}
