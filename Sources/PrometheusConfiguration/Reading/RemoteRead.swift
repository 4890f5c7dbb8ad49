/// `remote_read`, read for its mistakes.
struct RemoteRead: Sendable, Hashable {
  var url: GoURL?
  var name = ""
  var headers: [String: String] = [:]
  var http = HTTPClientSettings()

  /// `[]*config.RemoteReadConfig`.
  static let list = GoType<[RemoteRead?]>.list(
    of: .pointer(to: type), named: "[]*config.RemoteReadConfig")

  private static let type: GoType<RemoteRead> = .hooked(structure) { read throws(Rejection) in
    if read.url == nil { throw Rejection("url for remote_read is empty") }
    try ReservedHeaders.checkRemote(read.headers)
    try read.http.validate()
  }

  private static let structure = GoStructure<RemoteRead>()
    .field("url", \.url, .url)
    .ignored("remote_timeout", .duration)
    .ignored("chunked_read_limit", .uint64)
    .field("headers", \.headers, .map("map[string]string", of: .string))
    .ignored("read_recent", .bool)
    .field("name", \.name, .string)
    .inline(HTTPClientSettings.fields, \.http)
    .ignored(
      "required_matchers", .map("model.LabelSet", of: .named("model.LabelValue"), key: .labelName)
    )
    .ignored("filter_external_labels", .bool)
    .type("config.plain") { RemoteRead() }
}
