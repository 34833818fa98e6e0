// Files of elements: XML and OFX are read into trees, paths lead through them, and nothing hostile grows.
import { expect } from "chai"
import fc from "fast-check"
import { Problem } from "../../../engine/error/index.ts"
import { readOfx } from "../../../engine/importer/ofx.ts"
import { textsAt } from "../../../engine/importer/select.ts"
import type { Element } from "../../../engine/importer/types.ts"
import { readXml } from "../../../engine/importer/xml.ts"
import { readPath } from "../../../engine/model/importers/path.ts"

describe("files of elements", () => {
  const at = (root: Element, ...paths: readonly string[]): readonly string[] =>
    textsAt(
      root,
      paths.map((path) => {
        const read = readPath(path)
        if (read === undefined) throw new Error(path)
        return read
      }),
    ).texts
  const codeOf = (work: () => unknown): string => {
    try {
      work()
    } catch (fault) {
      if (fault instanceof Problem) return fault.code
      throw fault
    }
    return "none"
  }

  const camt = `<?xml version="1.0"?><c:Doc xmlns:c="urn:x"><c:Bal><c:Tp><c:Cd>OPBD</c:Cd></c:Tp><c:Amt Ccy="EUR"> 1.50 </c:Amt></c:Bal>
    <c:Bal><c:Tp><c:Cd>CLBD</c:Cd></c:Tp><c:Amt Ccy="EUR">2 &amp; &#51;<![CDATA[<4>]]></c:Amt></c:Bal><c:Bal/></c:Doc>`

  it("[IM2] [IM11] reads XML by local names, and follows paths", () => {
    const root = readXml(camt)
    expect(at(root, "Doc/Bal[Tp/Cd=OPBD]/Amt")).to.deep.equal(["1.50"])
    expect(at(root, "Doc/Bal[Tp/Cd=CLBD]/Amt")).to.deep.equal(["2 & 3<4>"])
    expect(at(root, "Doc/Bal[Tp/Cd=CLBD]/Amt/@Ccy")).to.deep.equal(["EUR"])
    expect(at(root, "Doc/Bal[Tp]/Amt/../Tp/Cd")).to.deep.equal(["OPBD", "CLBD"])
    expect(at(root, "Doc/Bal[!Tp]/Amt")).to.deep.equal([])
  })

  it("[IM12] takes the first path at which something stands", () => {
    expect(at(readXml(camt), "Doc/Bal[Tp/Cd=ITBD]/Amt", "Doc/Nothing", "Doc/Bal/Tp/Cd")).to.deep.equal([
      "OPBD",
      "CLBD",
    ])
  })

  it("[IM11] knows what is no path", () => {
    for (const text of ["", "/A", "A//B", "A[B", "A]", "A[=1]", "A[!B=1]", "@", "A/@b/C", "1A", "A[B][C]"])
      expect(readPath(text), text).to.equal(undefined)
  })

  it("[IM2] refuses a document type, and so entities that grow or reach out", () => {
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`
    const outside = `<!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>`
    for (const text of [
      laughs,
      outside,
      `<l>&b;</l>`,
      "<a><b></a>",
      "<a",
      "a,b",
      "",
      "<a/><b/>",
      `<p:a/>`,
      "<a>\u0001</a>",
    ])
      expect(
        codeOf(() => readXml(text)),
        text,
      ).to.equal("IMP002")
  })

  it("[IM4] stops at what is too deep", () => {
    expect(codeOf(() => readXml("<a>".repeat(100_000)))).to.equal("IMP003")
    expect(codeOf(() => readOfx(`<OFX>${"<A>".repeat(100_000)}`))).to.equal("IMP003")
  })

  it("[IM3] reads OFX 1, in which values are not closed, and OFX 2 alike", () => {
    const sgml = `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMT>\n<TRN>\n<TYPE>DEBIT\n<MEMO>\n<NAME>M&amp;S\n</TRN><TRN><TYPE>CREDIT</TYPE><NAME>B</TRN></STMT></OFX>`
    const xml = `<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX><STMT><TRN><TYPE>DEBIT</TYPE><MEMO/><NAME>M&amp;S</NAME></TRN><TRN><TYPE>CREDIT</TYPE><NAME>B</NAME></TRN></STMT></OFX>`
    for (const root of [readOfx(sgml), readOfx(xml)]) {
      expect(at(root, "OFX/STMT/TRN/NAME")).to.deep.equal(["M&S", "B"])
      expect(at(root, "OFX/STMT/TRN/TYPE")).to.deep.equal(["DEBIT", "CREDIT"])
      expect(at(root, "OFX/STMT/TRN/MEMO")).to.deep.equal([])
    }
  })

  it("[IM3] refuses what is no OFX", () => {
    for (const text of ["", "hello", "<OFX><A>", "<OFX></B></OFX>", "<OFX><A b=c></OFX>"])
      expect(
        codeOf(() => readOfx(text)),
        text,
      ).to.equal("IMP002")
  })

  it("gives a code for anything that is broken, whatever it is", () => {
    const whole = fc.constantFrom(camt, `<OFX><STMT><TRN><NAME>x\n</TRN></STMT></OFX>`)
    const broken = fc.tuple(whole, fc.nat(), fc.nat(20), fc.string()).map(([text, cut, off, more]) => {
      const start = cut % text.length
      return text.slice(0, start) + more + text.slice(start + off)
    })
    fc.assert(
      fc.property(broken, (text) => {
        for (const read of [readXml, readOfx])
          expect(["none", "IMP002", "IMP003"]).to.include(codeOf(() => read(text)))
      }),
    )
  })
})
