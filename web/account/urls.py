from django.urls import path

from web.account import changes, editing, emails, files, ordering, page

urlpatterns = [
    path("leads/<int:pk>/", page.account, name="account"),
    path("leads/<int:pk>/note/", changes.note, name="note"),
    path("leads/<int:pk>/email/", emails.email, name="email"),
    path("leads/<int:pk>/files/", files.add_files, name="add-files"),
    path("files/<int:pk>/", files.download, name="download-file"),
    path("files/<int:pk>/edit/", files.edit_file, name="edit-file"),
    path("files/<int:pk>/remove/", files.drop_file, name="drop-file"),
    path("files/<int:pk>/restore/", files.bring_back, name="bring-back-file"),
    path("leads/<int:pk>/status/", changes.status, name="status"),
    path("leads/<int:pk>/contacts/new/", changes.new_contact, name="new-contact"),
    path("leads/<int:pk>/plan/", changes.new_plan, name="new-plan"),
    path("leads/<int:pk>/put-off/", changes.put_off, name="put-off"),
    path("leads/<int:pk>/orders/new/", ordering.new_order, name="new-order"),
    path("leads/<int:pk>/orders/lines/", ordering.order_lines, name="order-lines"),
    path("leads/<int:pk>/orders/repeat/", ordering.repeat_order, name="repeat-order"),
    path("contacts/<int:pk>/edit/", changes.edit_contact, name="edit-contact"),
    path("contacts/<int:pk>/delete/", changes.drop_contact, name="drop-contact"),
    path("interactions/<int:pk>/edit/", editing.edit_interaction, name="edit-interaction"),
    path("interactions/<int:pk>/delete/", changes.forget, name="forget"),
    path("interactions/<int:pk>/cancel/", ordering.cancel_order, name="cancel-order"),
]
