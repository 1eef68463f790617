/// Words before the date of a change.
enum ModificationWords {
  static func matches(_ line: UnsafeBufferPointer<UInt8>) -> Bool { table.matches(line) }

  private static let table = PrefixTable([
    "last changed", "last edited", "last modified", "last update", "modified", "updated", "edited",
    "aktualisiert", "geändert", "letzte aktualisierung", "letzte änderung", "letzte Änderung",
    "zuletzt", "actualizad",
    "última actualización", "modificado", "atualizado", "última atualização", "mis à jour",
    "mise à jour", "modifié", "dernière mise", "dernière modification", "aggiornat",
    "ultimo aggiornamento", "ultima modifica", "bijgewerkt", "gewijzigd", "laatst", "oppdatert",
    "sist endret", "opdateret", "sidst opdateret", "uppdatera", "senast", "päivitetty",
    "zaktualizowano", "aktualizacja", "aktualizováno", "обновлено", "обновлён", "изменено",
    "оновлено", "güncelleme", "son güncelleme", "diperbarui", "cập nhật", "最終更新", "更新日",
    "更新：", "更新:", "更新时间", "수정", "최종수정", "آخر تحديث", "تحديث",
  ])
}
