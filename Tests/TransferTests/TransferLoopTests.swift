import Dispatch
import ServerLab
import Synchronization
import Testing
import Transfer

@Suite struct TransferLoopTests {
  @Test func `holds a thousand transfers on one thread at once`() throws {
    let servers = try LocalServers.shared.get()
    let loop = try TransferLoop()
    var seen = 0
    let clock = ContinuousClock()
    let took = try clock.measure {
      for _ in 0..<1000 {
        var request = TransferRequest(url: servers.url("silent", "/"))
        request.timeouts = TransferTimeouts(total: .seconds(2))
        try loop.start(request) { result in
          if case .timeout = result.failure { seen += 1 }
        }
      }
      loop.run()
    }
    #expect(seen == 1000)
    #expect(took < .seconds(10))
  }

  @Test func `starts a transfer from a completion`() throws {
    let servers = try LocalServers.shared.get()
    let loop = try TransferLoop()
    var bodies: [[UInt8]] = []
    try loop.start(TransferRequest(url: servers.url("plain", "/hello"))) { first in
      bodies.append(first.response?.body ?? [])
      _ = try? loop.start(TransferRequest(url: servers.url("plain", "/hello"))) { second in
        bodies.append(second.response?.body ?? [])
      }
    }
    loop.run()
    #expect(bodies == [Array("hello".utf8), Array("hello".utf8)])
  }

  @Test func `is called off from another thread`() throws {
    let servers = try LocalServers.shared.get()
    let loop = try TransferLoop()
    var result: TransferResult?
    let id = try loop.start(TransferRequest(url: servers.url("plain", "/slow"))) { result = $0 }
    let canceller = loop.canceller
    let begun = ContinuousClock.now
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { canceller.cancel(id) }
    loop.run()
    #expect(result?.failure == .cancelled)
    #expect(ContinuousClock.now - begun < .seconds(5))
  }

  @Test func `lets go of transfers that nobody waits for`() throws {
    let servers = try LocalServers.shared.get()
    var loop: TransferLoop? = try TransferLoop()
    for _ in 0..<10 {
      try loop?.start(TransferRequest(url: servers.url("plain", "/slow"))) { _ in }
    }
    loop?.wait(atMost: .milliseconds(20))
    loop = nil
  }
}
