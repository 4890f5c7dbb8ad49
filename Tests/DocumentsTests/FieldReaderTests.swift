import Documents
import Testing

@Suite struct FieldReaderTests {
  let root: FieldReader

  init() throws {
    root = FieldReader(
      try Node(
        parsingYAML: """
          name: web
          none: null
          on: true
          port: 80
          list: [a, 1]
          map: {a: b, c: null}
          deep: {items: [{port: x}]}
          """))
  }

  @Test func `reads fields of the prescribed kind, and nil for absent and null`() throws {
    #expect(try root.string("name") == "web")
    #expect(try root.string("none") == nil)
    #expect(try root.string("absent") == nil)
    #expect(try root.int("port") == 80)
    #expect(try root.stringMap("map") == ["a": "b"])
    #expect(try root.list("absent").isEmpty)
  }

  @Test func `says the path and the kinds of a field that is another`() throws {
    let first = #expect(throws: FieldError.self) { try root.string("port") }
    #expect(first?.reason == "should be a string, not a number")
    let second = #expect(throws: FieldError.self) { try root.strings("list") }
    #expect(second?.path.description == "list[1]")
    let third = #expect(throws: FieldError.self) {
      try root.object("deep")?.list("items").first?.int("port")
    }
    #expect(third?.path.description == "deep.items[0].port")
    #expect(third?.reason == "should be a whole number, not a string")
    let fourth = #expect(throws: FieldError.self) { try root.requiredString("none") }
    #expect(fourth?.reason == "is missing")
  }
}
