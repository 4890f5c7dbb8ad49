import ArgumentParser
import Scraping
import Transfer

/// How the server is spoken to, on the command line.
struct ScrapeClientOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A file with the token to send as a bearer.", valueName: "file"))
  var bearerTokenFile: String?

  @Option(help: ArgumentHelp("The user for basic authentication.", valueName: "name"))
  var username: String?

  @Option(help: ArgumentHelp("A file with the user's password.", valueName: "file"))
  var passwordFile: String?

  @Option(help: ArgumentHelp("Authorities to trust instead of the system's.", valueName: "file"))
  var caFile: String?

  @Option(help: ArgumentHelp("Our certificate.", valueName: "file"))
  var certFile: String?

  @Option(help: ArgumentHelp("The key of our certificate.", valueName: "file"))
  var keyFile: String?

  @Option(help: ArgumentHelp("The name that the server's certificate is for.", valueName: "name"))
  var serverName: String?

  @Flag(help: "Do not check the server's certificate.")
  var insecureSkipVerify = false

  @Flag(help: "Take a redirect for an answer.")
  var noFollowRedirects = false

  @Option(help: ArgumentHelp("Go through this proxy.", valueName: "url"))
  var proxyUrl: String?

  @Option(
    name: .customLong("header"),
    help: ArgumentHelp("A further field of the request, as 'Name: value'.", valueName: "field"))
  var headers: [String] = []

  /// The client they make.
  func client() throws -> ScrapeClient {
    var client = ScrapeClient()
    client.authorization = try authorization()
    client.followRedirects = !noFollowRedirects
    if let proxyUrl { client.proxy.choice = .url(proxyUrl) }
    if let caFile { client.tls.authorities = .file(caFile) }
    client.tls.serverName = serverName
    client.tls.verifies = !insecureSkipVerify
    switch (certFile, keyFile) {
    case (nil, nil): break
    case (let certificate?, let key?):
      client.tls.identity = TLSIdentity(certificate: .file(certificate), key: .file(key))
    case (nil, _), (_, nil):
      throw failure(.usage, "--cert-file and --key-file go together")
    }
    client.headers = try headers.map { line in
      guard let colon = line.firstIndex(of: ":") else {
        throw failure(.usage, "--header '\(line)' has no colon; write 'Name: value'")
      }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return ScrapeHeader(String(line[..<colon]), .text(String(value)))
    }
    return client
  }

  private func authorization() throws -> ScrapeAuthorization {
    if let bearerTokenFile {
      guard username == nil else {
        throw failure(.usage, "--bearer-token-file and --username exclude each other")
      }
      return .credentials(type: "Bearer", .file(bearerTokenFile))
    }
    guard let username else { return .none }
    return .basic(
      user: .text(username), password: passwordFile.map { .file($0) } ?? .text(""))
  }
}
