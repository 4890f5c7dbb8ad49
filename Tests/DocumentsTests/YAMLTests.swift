import Documents
import Testing

@Suite struct YAMLTests {
  @Test func `reads mappings, lists, block scalars, anchors and merges`() throws {
    let node = try Node(
      parsingYAML: """
        # a comment
        base: &base {a: 1, b: [x, 'y']}
        copy: *base
        merged:
          <<: *base
          a: 2
        lists: {<<: [{c: 3}, {c: 4, d: 5}]}
        text: |
          one
          two
        folded: >-
          one
          two
        empty:
        "quoted key": "\\u00e9\\t"
        """)
    #expect(
      node.json
        == #"{"base":{"a":1,"b":["x","y"]},"copy":{"a":1,"b":["x","y"]},"#
        + #""merged":{"a":2,"b":["x","y"]},"lists":{"c":3,"d":5},"text":"one\ntwo\n","#
        + #""folded":"one two","empty":null,"quoted key":"é\t"}"#)
  }

  @Test(arguments: [
    ("a: 1\n---\nb: 2\n", [#"{"a":1}"#, #"{"b":2}"#]),
    ("---\na: 1\n...\n---\n# nothing\n---\nb: 2", [#"{"a":1}"#, "null", #"{"b":2}"#]),
    ("%YAML 1.1\n---\na: 1", [#"{"a":1}"#]), ("# only a comment\n", []), ("", []),
    ("--- {a: 1}\n--- text\n", [#"{"a":1}"#, #""text""#]),
    ("a: 1\r\nb: |\r\n  x\r\n---\r\nc: 2\r\n", [#"{"a":1,"b":"x\n"}"#, #"{"c":2}"#]),
    ("{\"a\": 1}\n{\"b\": 2}", [#"{"a":1}"#, #"{"b":2}"#]), ("{a: b}", [#"{"a":"b"}"#]),
    ("[1, two]\n", [#"[1,"two"]"#]), ("\u{feff}a: 1", [#"{"a":1}"#]),
  ])
  func `tells documents apart, YAML or JSON`(text: String, documents: [String]) throws {
    #expect(try Node.documents(parsing: Array(text.utf8)).map(\.json) == documents)
  }

  @Test(arguments: [
    ("a: 1\nb:\n\t- c\n", 3, 1), ("a: 1\nb: [1, 2\nc: 3\n", 3, 2), ("a: \"x\n", 2, 1),
    ("a: 1\na: 2\n", 1, 1), ("a: *none\n", 1, 4), ("a: 1\n b: 2\n", 2, 3),
    ("---\nok: 1\n---\nok: 1\n  bad: 2\n", 5, 6), ("{\"a\": 1,\n \"b\" 2}", 2, 6),
  ])
  func `names the line and column of what is malformed`(text: String, line: Int, column: Int) {
    let error = #expect(throws: DocumentError.self) {
      try Node.documents(parsing: Array(text.utf8))
    }
    #expect(error?.line == line)
    #expect(error?.column == column, "\(String(describing: error))")
  }

  @Test func `names the place of bytes that are no UTF-8`() {
    let error = #expect(throws: DocumentError.self) {
      try Node.documents(parsing: Array("a: 1\nb: ".utf8) + [0xff, 0x0a])
    }
    #expect(error?.line == 2)
    #expect(error?.column == 4)
  }

  @Test func `reads the documents around one that is malformed`() {
    let all = Node.eachDocument(of: Array("a: 1\n---\nb: [\n---\nc: 3\n".utf8))
    #expect(all.count == 3)
    #expect((try? all[0].get())?.json == #"{"a":1}"#)
    #expect((try? all[1].get()) == nil)
    #expect((try? all[2].get())?.json == #"{"c":3}"#)
  }

  @Test func `keeps where each value stood`() throws {
    let text = "é: x\n---\nkey:\n- first\n- {a: second}\n"
    let bytes = Array(text.utf8)
    let second = try Node.documents(parsing: bytes)[1]["key"]?.array?[1]["a"]
    let offset = try #require(second?.offset)
    #expect(String(decoding: bytes[offset..<offset + 6], as: UTF8.self) == "second")
  }

  @Test func `ends aliases that multiply, and deep nesting, with an error`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let alias = "*a\(level - 1)"
      bomb +=
        "a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ","))]\n"
    }
    #expect(throws: DocumentError.self) { try Node(parsingYAML: bomb) }
    let deep = "a: " + String(repeating: "[", count: 50_000)
    #expect(throws: DocumentError.self) { try Node(parsingYAML: deep) }
    let list = String(repeating: "- ", count: 50_000) + "x"
    #expect(throws: DocumentError.self) { try Node(parsingYAML: list) }
  }

  @Test(arguments: [
    #"{"a":{"b":[1,{"c":[],"d":{}},[2,[3]],"x"],"e":null,"f":true},"g":""}"#,
    ##"["yes","y","1","0x1","1.5","null","~","","- a","a: b","a #b","#a","a:","é","x\ny"," a","a "]"##,
    #"["1:30","2001-12-14","<<","=",".inf","-","?","@a","`","%","*a","&a","!a","{","]","'","\""]"#,
    #"{"true":"on","1":"2","a b":"c:d","":"x","8080":1e3,"app.kubernetes.io/name":"v1.2.3"}"#,
    #"["---","...","+1_0","a\tb","\u0001","https://a/b?c=d","10.0.0.0/8","fd00::/8","::1","0.0.0.0"]"#,
  ])
  func `prints what reads back as the same`(json: String) throws {
    let node = try Node(parsingJSON: json)
    #expect(try Node(parsingYAML: node.yaml) == node)
  }

  @Test func `prints block style as kubectl does`() {
    let node: Node = [
      "name": "a", "list": ["x", ["k": 1, "l": []]], "map": ["true": "yes", "port": "80"],
    ]
    #expect(
      node.yaml == """
        name: a
        list:
        - x
        - k: 1
          l: []
        map:
          "true": "yes"
          port: "80"

        """)
  }
}
