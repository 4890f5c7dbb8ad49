import Testing

@testable import Scraping

/// `no_proxy` as `golang.org/x/net/http/httpproxy` reads it; the rows follow its documentation.
@Suite struct ProxyExceptionTests {
  @Test(arguments: [
    ("10.0.0.0/8", "http://10.1.2.3:80/m", true), ("10.0.0.0/8", "http://11.1.2.3/m", false),
    ("1.2.3.4", "http://1.2.3.4:9/m", true), ("1.2.3.4:80", "http://1.2.3.4/m", true),
    ("1.2.3.4:80", "https://1.2.3.4/m", false), ("foo.com", "http://foo.com/m", true),
    ("foo.com", "http://bar.foo.com/m", true), ("foo.com", "http://barfoo.com/m", false),
    (".foo.com", "http://foo.com/m", false), (".foo.com", "http://a.foo.com/m", true),
    ("*.foo.com", "http://foo.com/m", false), ("*.foo.com", "http://a.foo.com/m", true),
    ("foo.com:8080", "http://foo.com:8080/m", true), ("foo.com:8080", "http://foo.com/m", false),
    ("*", "http://any.thing/m", true), ("x", "http://localhost:1/m", true),
    ("x", "http://127.9.9.9/m", true), ("x", "http://[::1]:80/m", true),
    (" a.b , FOO.com ", "http://foo.COM/m", true), ("fd00::/8", "http://[fd00::7]:80/m", true),
    ("[fd00::7]:80", "http://[fd00::7]/m", true),
  ])
  func `covers what is asked directly`(_ row: (rules: String, url: String, isDirect: Bool)) throws {
    let url = try #require(RedirectURL.Parts(row.url))
    #expect(ProxyExceptions(row.rules).cover(url) == row.isDirect)
  }
}
