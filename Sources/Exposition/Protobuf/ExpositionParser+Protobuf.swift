extension ExpositionParser {
  /// The next entry of delimited families. Native buckets have no text form and are left out: their
  /// count and sum are told.
  mutating func nextOfProtobuf() throws(ExpositionError) -> ExpositionEntry? {
    while nextEntry >= family.entries.count {
      guard lexer.position < message.count else { return nil }
      entryStart = lexer.position
      var reader = WireReader(message, lexer.position..<message.count)
      let range = try reader.delimited()
      lexer.position = reader.position
      family = try FamilyExpansion(message, try FamilyMessage(message, range))
      source = family.buffer
      type = family.type
      nextEntry = 0
    }
    let entry = family.entries[nextEntry]
    nextEntry += 1
    name = entry.name
    text = entry.text
    labels = ContiguousArray(entry.labels)
    series = entry.series
    value = entry.value
    timestamp = entry.timestamp
    exemplar = entry.exemplar
    return entry.kind
  }
}
