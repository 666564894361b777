# What is installed, under the names of docs/architecture.md: Debian ships another libnorm, so the
# library file is libnormnames and everything of ours lies in folders named libnorm.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/libnorm)
install(TARGETS norm EXPORT libnorm-targets
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS norm_static EXPORT libnorm-static-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY libnorm/include/libnorm DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")
install(FILES ${CMAKE_BINARY_DIR}/libnorm/include/libnorm/version.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/libnorm)

foreach(kind "" "static-")
  install(EXPORT libnorm-${kind}targets NAMESPACE libnorm:: DESTINATION ${package_dir})
endforeach()
configure_package_config_file(cmake/libnorm-config.cmake.in libnorm-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(libnorm-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libnorm-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/libnorm-config-version.cmake DESTINATION ${package_dir})

set(NORM_PC_REQUIRES "libutf8proc")
if(NORM_ICU)
  string(APPEND NORM_PC_REQUIRES " icu-uc icu-i18n")
endif()
configure_file(cmake/libnorm.pc.in libnorm.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/libnorm.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

if(TARGET norm_cli)
  install(TARGETS norm_cli DESTINATION ${CMAKE_INSTALL_BINDIR})
  # The command writes its own completions.
  install(CODE "
    set(to \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}\")
    foreach(row bash:bash-completion/completions/norm zsh:zsh/site-functions/_norm
                fish:fish/vendor_completions.d/norm.fish)
      string(REPLACE : \";\" row \${row})
      list(POP_FRONT row shell file)
      get_filename_component(folder \"\${to}/\${file}\" DIRECTORY)
      file(MAKE_DIRECTORY \"\${folder}\")
      execute_process(COMMAND \"$<TARGET_FILE:norm_cli>\" completion \${shell}
        OUTPUT_FILE \"\${to}/\${file}\" ERROR_QUIET RESULT_VARIABLE failed)
      if(failed)
        file(REMOVE \"\${to}/\${file}\")
        message(WARNING \"norm writes no completion for \${shell}\")
      else()
        message(STATUS \"Installing: \${to}/\${file}\")
      endif()
    endforeach()")
endif()

file(GLOB manuals CONFIGURE_DEPENDS docs/man/*.[1357])
foreach(manual ${manuals})
  string(REGEX MATCH ".$" section ${manual})
  install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
