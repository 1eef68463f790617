/// The roles of the class attributes of a page; most of them occur many times.
struct KnownClassRoles {
  private var table = IDTable()
  private var roles: [ElementRoles] = []

  mutating func roles(of value: UnsafeBufferPointer<UInt8>) -> ElementRoles {
    let (id, isNew) = table.id(of: hash64(value))
    if isNew { roles.append(RoleWords.roles(in: value)) }
    return roles[id]
  }
}
