/// The tables of the words that occur in dates.
///
/// A table is text: a heading that ends with `:`, and the words that belong to it, all separated by
/// white space. `_` stands for a space within a phrase.
///
/// In tables of names the headings are languages. The names follow in the order of the calendar,
/// with `,` between the forms of a name and `-` for a name that an earlier language already has. If
/// two languages disagree about a word, the meaning of the first language is the common one and the
/// other holds in its own language only. The words of a language marked `~` always hold in that
/// language only, because they collide with words of other languages.
enum DateWords {}
