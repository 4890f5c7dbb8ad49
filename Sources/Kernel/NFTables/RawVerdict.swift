import CNetfilter

/// A verdict as nf_tables writes it.
enum RawVerdict {
  case accept
  case drop
  case queue
  case `continue`
  case `return`
  case jump(String)
  case goto(String)

  /// Reads `NFTA_VERDICT_CODE` and `NFTA_VERDICT_CHAIN`; nil for a code that no header has.
  init?(_ data: NetlinkAttributes) throws(KernelError) {
    var attributes = data
    var code: Int32?
    var chain = ""
    while let attribute = try attributes.next() {
      switch attribute.type {
      case NFTA_VERDICT_CODE: code = Int32(bitPattern: try attribute.bigEndian())
      case NFTA_VERDICT_CHAIN: chain = attribute.string
      case _: break
      }
    }
    // The verdicts of nf_tables are negative, those of netfilter count from 0.
    switch code {
    case NF_ACCEPT: self = .accept
    case NF_DROP: self = .drop
    case NF_QUEUE: self = .queue
    case NFT_CONTINUE.rawValue: self = .continue
    case NFT_RETURN.rawValue: self = .return
    case NFT_JUMP.rawValue: self = .jump(chain)
    case NFT_GOTO.rawValue: self = .goto(chain)
    case _: return nil
    }
  }
}
