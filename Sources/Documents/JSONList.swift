/// An object of JSON with a long array under one key, read one element at a time: what
/// `kubectl get -o json` prints of ten thousand pods.
public struct JSONList: Sendable {
  /// The object without the array.
  public let header: Node
  /// How many elements the array has.
  public var count: Int { places.count }
  private let bytes: [UInt8]
  private let places: [Int]
  private let ignored: Set<String>

  /// Reads all but the elements. Nil where the text is anything else than one such object.
  ///
  /// Objects and arrays under the keys of `ignored`, wherever they stand, are passed over.
  public init?(_ bytes: [UInt8], key wanted: String, ignoring ignored: Set<String> = []) {
    var parser = JSONParser(bytes)
    parser.ignored = ignored
    guard let found = try? parser.list(under: wanted) else { return nil }
    header = found.header
    places = found.places
    self.bytes = bytes
    self.ignored = ignored
  }

  /// The elements `range` one after the other, each dropped before the next is read.
  public func forEach(
    in range: Range<Int>, _ body: (Int, Node) -> Void
  ) throws(DocumentError) {
    var parser = JSONParser(bytes)
    parser.ignored = ignored
    for index in range {
      parser.position = places[index]
      body(index, try parser.value(depth: 2))
    }
  }
}

extension JSONParser {
  /// The members of an object but one, and where the elements of that one begin.
  fileprivate mutating func list(
    under wanted: String
  ) throws(DocumentError) -> (header: Node, places: [Int])? {
    skipSpace()
    guard take("{") else { return nil }
    var members: [Node.Member] = []
    var places: [Int]?
    repeat {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
      let key = try string()
      skipSpace()
      guard take(":") else { return nil }
      skipSpace()
      if key == wanted {
        guard places == nil, take("[") else { return nil }
        places = try elementPlaces()
      } else {
        members.append(Node.Member(key, try value(depth: 1)))
      }
      skipSpace()
    } while take(",")
    guard take("}") else { return nil }
    skipSpace()
    guard position == bytes.count, let places else { return nil }
    return (Node(.object(members)), places)
  }

  private mutating func elementPlaces() throws(DocumentError) -> [Int] {
    var places: [Int] = []
    skipSpace()
    if take("]") { return places }
    repeat {
      skipSpace()
      places.append(position)
      try skipValue()
      skipSpace()
    } while take(",")
    guard take("]") else { throw error("a comma or ] should follow an element") }
    return places
  }
}
