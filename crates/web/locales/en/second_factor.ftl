# The second factor: a code of six digits from a device of one's own.
second-factor-title = Second factor
second-factor-what = After the passphrase, a code of six digits from a device of yours: whoever has seen you type is not yet in.
second-factor-on = A code is asked for when you sign in here.
second-factor-off = No code is asked for when you sign in here.
second-factor-begin = Set up a device
second-factor-other = Set up another device instead
second-factor-other-what = A code of the present device first.
second-factor-device = Your device
second-factor-scan = Take the picture with an application for one-time codes. It is shown now and never again.
second-factor-picture = The secret as a picture, for a device to take
second-factor-type = Or type this into it:
second-factor-prove = This is the code it shows
second-factor-end = Ask for no code any more
second-factor-end-what = The last code you type here. Without the device, sign in at the machine itself: relais member without-second-factor.
second-factor-wrong = This is not the code. One code is good once; wait for the next, and look at the clock of the device.
second-factor-limits = It guards these pages at this node. Who has the disk and the passphrase needs no code: keep both apart.
field-second-factor = Code
