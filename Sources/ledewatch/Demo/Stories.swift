/// The stories of the demo newspaper. The first paragraph begins with the lede, which the listing
/// truncates to 130 characters. There are no headlines.
enum Stories {
  /// The words of the fifth story that are corrected, and those that replace them.
  static let correction = (before: "12 cabbages", after: "21 cabbages")

  static let all: [[String]] = [
    [
      "The harbour office of Tarnwick said on Monday that the new breakwater, begun two winters "
        + "ago after the great storm, is ready for ships of every size that call at the port.",
      "Masons laid the last of its four thousand blocks at low tide. A lamp on the outer end can "
        + "be seen for eleven miles, and a bell rings by itself when the swell passes two metres.",
      "“We used to count the boats twice on a bad night,” said the harbour master, Ilse Brandt. "
        + "“Now we count them once and go home.”",
    ],
    [
      "Pupils of the Hill Street school have measured the rain of every day since March 8 and "
        + "found that this spring was the wettest which anyone in the valley can remember.",
      "Their gauge is a jam jar with a ruler glued to it. Each morning at seven one of them walks "
        + "up to the roof, reads it, and writes the figure in a book that hangs by the door.",
      "The weather service asked for a copy of the book. It agrees with the instruments on the "
        + "castle hill to within a few drops, the service said.",
    ],
    [
      "The town council voted by nine to four to keep the night bus running through the winter, "
        + "though fewer than thirty people use it on a weekday and the fare covers a third.",
      "Nurses, bakers and the crew of the early ferry had written to every member. One letter "
        + "said only: “I take the last bus out so that you can take the first boat.”",
      "The line will be looked at again in April. Until then the fare stays as it is.",
    ],
    [
      "A stamp that was printed upside down in 1931 and lay in a drawer of the old post office "
        + "ever since has been bought by the museum for less than the price of a bicycle.",
      "It shows the viaduct with its arches in the air. Only six of the sheet are known, and the "
        + "other five belong to collectors who do not answer letters.",
      "The museum will show it from Friday, the right way up and the wrong way up on alternate "
        + "days, “to be fair to both schools”, as the keeper put it.",
    ],
    [
      "Two goats that had lived on the ledge above the quarry since the autumn came down by "
        + "themselves yesterday, after ropes, carrots and the fire brigade had all been tried.",
      "They were found at the gate of the allotments, waiting for it to be opened. Neither was "
        + "hurt; one wore a length of the brigade's rope around its neck.",
      "Their owner thanked everyone and paid for 12 cabbages.",
    ],
    [
      "The railway workshop at Korven has finished the first of twelve carriages in which every "
        + "window can be opened again, as passengers had asked in nearly nine hundred letters.",
      "The old frames were drawn up from plans of 1958 and built in larch from the company's own "
        + "forest. A catch stops them a hand's breadth from the top when the train is moving.",
      "The second carriage follows in May, the twelfth in two years, the company said.",
    ],
    [
      "The choir of the fishermen's chapel took the second prize at the festival in Osterholm "
        + "with a song about a lost anchor that its oldest member had written in the war.",
      "They had travelled by night to save the hotel. “We sang in the train to stay awake, and by "
        + "the morning the whole carriage knew the chorus,” the conductor said.",
      "The first prize went to the hosts. The anchor, it turned out, lies in their museum.",
    ],
    [
      "Water will be turned off in the streets between the mill and the market from nine to noon "
        + "on Thursday while the last lead pipe of the old town is taken out of the ground.",
      "The pipe was laid in 1887. A piece of it goes to the school, where the class of chemistry "
        + "will find out what it is really made of.",
      "A tank stands in front of the town hall for those who forgot to fill a jug.",
    ],
  ]
}
