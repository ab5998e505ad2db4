"""The interface: Qt widgets that show what core decides and ask services to act."""

from qlts_desktop.ui.lasting_constants import keep_constants_alive

keep_constants_alive()
