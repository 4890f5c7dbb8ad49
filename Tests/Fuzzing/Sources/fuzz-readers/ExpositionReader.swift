import Exposition

/// Bodies of scrapes: each entry's texts are looked at, as those who store samples do.
enum ExpositionReader {
  static func read(_ body: [UInt8], _ format: ExpositionFormat) {
    if format == .openMetrics {
      var strict = StrictOpenMetrics()
      _ = try? strict.read(body)
    }
    guard var parser = try? ExpositionParser(body, format: format) else { return }
    var texts: [UInt8] = []
    do {
      while let entry = try parser.next() {
        texts.removeAll(keepingCapacity: true)
        parser.appendName(to: &texts)
        for label in parser.labels {
          parser.appendName(of: label, to: &texts)
          parser.appendValue(of: label, to: &texts)
        }
        texts += parser.unescapedText
        appendGoFloat(parser.value, to: &texts)
        if entry == .series {
          _ = (parser.hasPlainNames, parser.isNamed(texts), parser.seriesHash(seed: 1))
        }
      }
    } catch {
      _ = ("\(error)", parser.line)
    }
  }
}
