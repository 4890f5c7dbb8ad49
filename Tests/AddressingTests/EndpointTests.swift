import Addressing
import Testing

@Suite struct EndpointTests {
  @Test(arguments: ["10.43.4.242:8082", "[fd00::1]:443"])
  func `reads and prints an endpoint`(text: String) throws {
    #expect(try Endpoint(parsing: text).description == text)
  }

  @Test(arguments: [
    ("10.43.4.242", AddressingError.endpointWithoutPort("10.43.4.242")),
    ("fd00::1:80", .ambiguousEndpoint("fd00::1:80")),
    ("10.0.0.1:0", .notAPort("0")), ("10.0.0.1:65536", .notAPort("65536")),
    ("prometheus:9090", .notAnAddress("prometheus")),
  ])
  func `says what is wrong with the rest`(text: String, error: AddressingError) {
    #expect(throws: error) { try Endpoint(parsing: text) }
  }
}
