import Addressing

/// Who was asked for on the link, and who answered.
struct NeighbourStory: Sendable {
  private var questions: [Question: (asker: IPAddress, count: Int)] = [:]
  private var order: [Question] = []
  private var answered: Set<Question> = []

  private struct Question: Hashable, Sendable {
    var interface: String
    var address: IPAddress
  }

  mutating func add(_ arp: ARPPacket, at interface: String) {
    add(
      arp.isRequest ? arp.target : arp.sender, asker: arp.sender, isRequest: arp.isRequest,
      at: interface)
    // Who asks tells its own address, too.
    if arp.isRequest { answered.insert(Question(interface: interface, address: arp.sender)) }
  }

  mutating func add(
    _ address: IPAddress, asker: IPAddress, isRequest: Bool, at interface: String
  ) {
    let question = Question(interface: interface, address: address)
    guard isRequest else {
      answered.insert(question)
      return
    }
    // A host that announces its own address, or looks whether it is free, asks nobody.
    if asker == address || asker.isUnspecified { return }
    if questions[question] == nil { order.append(question) }
    questions[question, default: (asker, 0)].count += 1
  }

  var findings: [WireFinding] {
    order.filter { !answered.contains($0) }.compactMap { question in
      questions[question].map {
        WireFinding(
          .neighbourUnanswered(question.address, asker: $0.asker, count: $0.count),
          interface: question.interface)
      }
    }
  }
}
