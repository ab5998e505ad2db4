; The Windows installer: one file, for one user without administrator rights or for the whole machine.
;
; setup.py beside it calls makensis with -DVERSION=1.2.3.0 -DSHOWN_VERSION=1.2.3 -DSOURCE=<folder of the program>
; -DOUTPUT=<the setup> -DICON=<app.ico>. Switches of the setup: /S silent, /AllUsers or /CurrentUser, /D=FOLDER last.
; Exit codes: 0 installed, 1 cancelled, 3 the program is running, 4 the folder cannot be written.

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma

!define NAME "QLTS Desktop"
!define PROGRAM "qlts-desktop.exe"
!define CONSOLE "qlts-desktop-console.exe"
!define TYPE "QLTS.PreparedRegistration"
!define REGISTERED "Software\Microsoft\Windows\CurrentVersion\Uninstall\QLTS Desktop"
!define USER_DATA "$LOCALAPPDATA\qlts-desktop"
!define EXIT_RUNNING 3
!define EXIT_UNWRITABLE 4

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${REGISTERED}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${REGISTERED}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_FUNCTION use64Bit
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include x64.nsh

Name "${NAME}"
BrandingText "${NAME} ${SHOWN_VERSION}"
OutFile "${OUTPUT}"
VIProductVersion "${VERSION}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "Cài đặt ${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${SHOWN_VERSION}"
VIAddVersionKey "LegalCopyright" "QLTS"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION openProgram
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

Function use64Bit
  SetRegView 64
FunctionEnd

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "${NAME} cần Windows 10 (64 bit) trở lên." /SD IDOK
    SetErrorLevel ${EXIT_UNWRITABLE}
    Quit
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; The program of a user who has it open cannot be replaced: its file is locked. A silent set-up gives up after
; a minute, so that a roll-out sees it by its exit code and tries again later.
!macro waitUntilClosed PREFIX
Function ${PREFIX}waitUntilClosed
  StrCpy $1 0
  again:
  IfFileExists "$INSTDIR\${PROGRAM}" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors locked
  FileClose $0
  Goto closed
  locked:
  IfSilent 0 ask
    IntOp $1 $1 + 1
    IntCmp $1 60 giveUp 0 giveUp
    Sleep 1000
    Goto again
  ask:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
    "${NAME} đang mở (hoặc thư mục này không ghi được). Những gì đã nhập đều được lưu: hãy đóng chương trình rồi nhấn Thử lại." \
    IDRETRY again
  giveUp:
  SetErrorLevel ${EXIT_RUNNING}
  Quit
  closed:
FunctionEnd
!macroend
!insertmacro waitUntilClosed ""
!insertmacro waitUntilClosed "un."

Section "Install"
  Call waitUntilClosed
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\.writable" w
  ${If} ${Errors}
    MessageBox MB_ICONSTOP "Không ghi được vào $INSTDIR. Hãy chọn thư mục khác, hoặc cài cho riêng tài khoản này." /SD IDOK
    SetErrorLevel ${EXIT_UNWRITABLE}
    Quit
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\.writable"

  ; An upgrade takes the place of the program alone: what users have typed lies in their own folders.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*.*"
  ; What the administrator has laid beside the setup comes along.
  IfFileExists "$EXEDIR\qlts.ini" 0 +2
  CopyFiles /SILENT "$EXEDIR\qlts.ini" "$INSTDIR\qlts.ini"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr SHCTX "Software\Classes\.qlts" "" "${TYPE}"
  WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "Phiếu đăng ký gia hạn đã chuẩn bị"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${REGISTERED}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${REGISTERED}" "DisplayVersion" "${SHOWN_VERSION}"
  WriteRegStr SHCTX "${REGISTERED}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${REGISTERED}" "Publisher" "QLTS"
  WriteRegStr SHCTX "${REGISTERED}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${REGISTERED}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${REGISTERED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${REGISTERED}" "NoModify" 1
  WriteRegDWORD SHCTX "${REGISTERED}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${REGISTERED}" "EstimatedSize" "$0"
SectionEnd

; With the user's own rights, not those of the administrator who installs.
Function openProgram
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
FunctionEnd

Section "Uninstall"
  Call un.waitUntilClosed
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\qlts.ini"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\${TYPE}"
  ReadRegStr $0 SHCTX "Software\Classes\.qlts" ""
  StrCmp $0 "${TYPE}" 0 +2
  DeleteRegKey SHCTX "Software\Classes\.qlts"
  DeleteRegKey SHCTX "${REGISTERED}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; Drafts and receipts stay unless somebody says otherwise; nobody does in silence.
  SetShellVarContext current
  IfFileExists "${USER_DATA}\*.*" 0 kept
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION \
    "Giữ hay xóa dữ liệu của chương trình trên máy này (bản nháp, biên nhận, giấy phép đã lưu)?$\r$\n$\r$\nNhấn Có để XÓA HẲN, nhấn Không để giữ lại cho lần cài sau." \
    /SD IDNO IDNO kept
  RMDir /r "${USER_DATA}"
  kept:
SectionEnd
