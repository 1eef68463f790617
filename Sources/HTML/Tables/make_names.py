#!/usr/bin/env python3
"""Writes Names/NameConstants.swift and Names/NameList.swift: every static name with its number.

    python3 Sources/HTML/Tables/make_names.py

The numbers follow the order of the lists: HTML elements come first, so that their numbers stay
below 256, then the other element names in lower case, then attributes. The mixed-case names that
the tree construction adjusts SVG and MathML names to (HTML standard, 13.2.6.1) come last: the
tokenizer never produces them.
"""
import pathlib
import re

HTML = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote
body br button canvas caption center cite code col colgroup command content data datalist dd del details dfn
dialog dir div dl dt element em embed fencedframe fieldset figcaption figure font footer form frame frameset
h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li
link listing main map mark marquee menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript
object ol optgroup option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp
script search section select selectedcontent shadow slot small source spacer span strike strong style sub
summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
math mi mo mn ms mtext annotation-xml svg desc mglyph malignmark
"""
FOREIGN = """
foreignobject annotation semantics mrow msup msub msubsup mfrac msqrt mroot mstyle merror mpadded mphantom
mfenced menclose munder mover munderover mmultiscripts mprescripts mtable mtr mtd mlabeledtr maligngroup
mspace maction mstack mlongdiv msgroup msrow mscarries mscarry msline
animate animatemotion animatetransform circle clippath cursor defs discard ellipse feblend
fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap
fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode
femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter font-face
font-face-format font-face-name font-face-src font-face-uri g glyph glyphref hkern line lineargradient marker
mask metadata missing-glyph mpath path pattern polygon polyline radialgradient rect set stop switch symbol
text textpath tref tspan use view vkern altglyph altglyphdef altglyphitem animatecolor
amp-img amp-ad amp-analytics amp-iframe amp-video amp-carousel
"""
ATTRIBUTES = """
id class href src alt title name content rel type charset datetime lang dir value width height style role
property itemprop itemscope itemtype itemid itemref pubdate http-equiv media sizes srcset hidden target
accept accept-charset accesskey action align alink allow allowfullscreen allowpaymentrequest alpha archive
as async autocapitalize autocomplete autocorrect autofocus autoplay axis background behavior bgcolor blocking
border bordercolor bottommargin cellpadding cellspacing char charoff checked classid clear closedby code
codebase codetype color colorspace cols colspan command commandfor compact contenteditable controls
controlslist coords crossorigin csp datafld dataformatas datapagesize datasrc declare decoding default defer
dirname disabled disablepictureinpicture disableremoteplayback download draggable elementtiming enctype
enterkeyhint exportparts face fetchpriority for form formaction formenctype formmethod formnovalidate
formtarget frame frameborder headers headingoffset high hreflang hspace imagesizes imagesrcset inert
inputmode integrity is ismap itemprop keytype kind language leftmargin link list loading longdesc loop low
lowsrc manifest marginheight marginwidth max maxlength method min minlength multiple muted nohref nomodule
nonce noresize noshade novalidate nowrap object open optimum part pattern ping placeholder playsinline
popover popovertarget popovertargetaction poster preload profile prompt readonly referrerpolicy required
rev reversed rightmargin rows rowspan rules sandbox scheme scope scrolling selected shadowrootclonable
shadowrootdelegatesfocus shadowrootmode shadowrootserializable shape size slot span spellcheck srcdoc
srclang standby start step summary tabindex text topmargin translate truespeed typemustmatch usemap valign
valuetype version virtualkeyboardpolicy vlink vspace webkitallowfullscreen mozallowfullscreen
webkitdirectory wrap writingsuggestions xmlns xmlns:xlink xml:lang xml:space xml:base
about datatype inlist prefix resource typeof vocab typeof amp
onabort onblur onchange onclick onerror onfocus onkeydown onkeyup onload onmousedown onmouseout onmouseover
onmouseup onresize onscroll onsubmit onunload
aria-controls aria-current aria-describedby aria-disabled aria-expanded aria-haspopup aria-hidden aria-label
aria-labelledby aria-level aria-live aria-modal aria-owns aria-pressed aria-required aria-roledescription
aria-selected aria-valuemax aria-valuemin aria-valuenow aria-atomic aria-busy aria-checked
data-id data-src data-srcset data-sizes data-type data-url data-href data-title data-name data-date data-time
data-timestamp data-datetime data-target data-toggle data-value data-index data-index-number data-module
data-component data-testid data-test-id data-qa data-track data-action data-lazy-src data-lazy data-original
data-image data-width data-height data-position data-content data-category data-author data-published
data-analytics data-ad data-reactid data-react-helmet data-react-checksum data-n-head data-vars data-slot
data-dismiss data-parent data-placement data-bg data-background-image data-v data-key data-page data-size
data-text data-label data-link data-link-name data-config data-options data-settings data-element_type
data-widget_type data-no-lazy data-cfasync data-cfemail data-elementor-type data-entityid data-uuid
attributename attributetype basefrequency baseprofile calcmode clippathunits diffuseconstant edgemode
filterunits filterres gradienttransform gradientunits kernelmatrix kernelunitlength keypoints keysplines
keytimes lengthadjust limitingconeangle markerheight markerunits markerwidth maskcontentunits maskunits
numoctaves pathlength patterncontentunits patterntransform patternunits pointsatx pointsaty pointsatz
preservealpha preserveaspectratio primitiveunits refx refy repeatcount repeatdur requiredextensions
requiredfeatures specularconstant specularexponent spreadmethod startoffset stddeviation stitchtiles
surfacescale systemlanguage tablevalues targetx targety textlength viewbox viewtarget xchannelselector
ychannelselector zoomandpan definitionurl encoding
xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show xlink:title xlink:type
d x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy points transform fill fill-opacity fill-rule stroke stroke-width
stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-dasharray stroke-dashoffset opacity
clip-path clip-rule offset stop-color stop-opacity text-anchor font-size font-family font-weight focusable
display visibility overflow enable-background in in2 result values from to by begin dur end additive
accumulate restart attributename orient
"""
# The adjusted names of SVG and MathML; the tokenizer produces them in lower case.
SVG_TAGS = """
altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix
feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef
linearGradient radialGradient textPath
"""
SVG_ATTRIBUTES = """
attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode
filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines
keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits
numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ
preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions
requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector
yChannelSelector zoomAndPan
"""
MATHML_ATTRIBUTES = "definitionURL"
# The parts of a doctype are stored as attributes of its node; `name` is listed above.
DOCTYPE = "public system"

KEYWORDS = set(
    """as associatedtype break case catch class continue default defer deinit do else enum extension
    fallthrough false fileprivate for func guard if import in init inout internal is let nil operator private
    precedencegroup protocol public repeat rethrows return self static struct subscript super switch throw
    throws true try typealias var where while Any Type""".split()
)


def identifier(name, taken):
    """Returns the Swift identifier of a name: camel case, distinct from all in `taken`."""
    parts = re.split(r"[-_:]", name)
    result = parts[0] + "".join(p[:1].upper() + p[1:] for p in parts[1:])
    if result in taken:
        result += "Attribute"
    assert result not in taken and re.fullmatch(r"[a-z]\w*", result), result
    taken.add(result)
    return "`%s`" % result if result in KEYWORDS else result


def main():
    seen, names = set(), []
    for word in " ".join([HTML, FOREIGN, ATTRIBUTES, DOCTYPE]).split():
        if word not in seen:
            seen.add(word)
            names.append(word)
    tokenized = len(names)
    for word in " ".join([SVG_TAGS, SVG_ATTRIBUTES, MATHML_ATTRIBUTES]).split():
        assert word.lower() in seen, word
        if word not in seen:
            seen.add(word)
            names.append(word)
    assert names.index("malignmark") + 1 < 256
    number = {name: i + 1 for i, name in enumerate(names)}

    here = pathlib.Path(__file__).resolve().parent.parent / "Names"
    head = "// Generated by Tables/make_names.py; do not edit.\n\n"
    with open(here / "NameConstants.swift", "w") as out:
        out.write(head + "extension Name {\n")
        taken = set()
        constants = {}
        # Names without a separator come first, so that they get the plain identifier.
        for name in sorted(names, key=lambda n: (bool(re.search("[-_:]", n)), number[n])):
            constants[name] = identifier(name, taken)
        for name in names:
            out.write("  /// `%s`\n" % name)
            line = "  @inlinable public static var %s: Name { Name(number: %d) }\n" % (constants[name], number[name])
            if len(line) > 101:
                line = "  @inlinable public static var %s: Name {\n    Name(number: %d)\n  }\n" % (constants[name], number[name])
            out.write(line)
        out.write("}\n")
    with open(here / "NameList.swift", "w") as out:
        out.write(head + "extension Name {\n")
        out.write("  /// The number of names that the tokenizer can produce; the later names are adjusted ones.\n")
        out.write("  static let tokenizedCount = %d\n\n" % tokenized)
        out.write("  /// The number of static names, which are numbered from 1.\n")
        out.write("  static let staticCount = %d\n\n" % len(names))
        out.write("  /// The static names in the order of their numbers, each followed by a space.\n")
        out.write('  static let staticNames: StaticString =\n    """\n')
        line = ""
        for name in names:
            if len(line) + len(name) > 90:
                out.write("    " + line + "\\\n")
                line = ""
            line += name + " "
        out.write("    " + line + "\\\n\n" + '    """\n')
        for title, doc, words in [
            ("svgTags", "The SVG element names that the standard writes in mixed case.", SVG_TAGS),
            ("svgAttributes", "The SVG attribute names that the standard writes in mixed case.", SVG_ATTRIBUTES),
        ]:
            out.write("\n  /// %s Each pair is the tokenized\n  /// and the adjusted number.\n  static let %s: [(UInt16, UInt16)] = [\n" % (doc, title))
            pairs = ["(%d, %d)," % (number[w.lower()], number[w]) for w in words.split()]
            for i in range(0, len(pairs), 6):
                out.write("    " + " ".join(pairs[i : i + 6]) + "\n")
            out.write("  ]\n")
        out.write("}\n")


main()
